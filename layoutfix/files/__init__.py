"""Files and screens: bytes to text and back, writing without harm, what a screen may show."""
