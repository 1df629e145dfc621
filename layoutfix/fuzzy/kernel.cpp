// The stages of a search for duplicates, compiled: what naive/ says in Python, to the byte.
//
// Texts are read where Python keeps them; everything else is plain numbers. The GIL is released
// while threads work, and the calling thread only waits and looks for Ctrl-C. All arithmetic that
// can wrap round is unsigned; places and shifts are 64-bit, so that no sum of them overflows.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace {

using u32 = std::uint32_t;
using u64 = std::uint64_t;
using i32 = std::int32_t;
using i64 = std::int64_t;

// Raised with each change of what the functions of this module take, give or do: Python asks for
// the one that it knows (compiled.py), for a kernel may have been built before the last change.
constexpr long kVersion = 2;

// Python has set an exception already.
struct PythonError {};

// ---------------------------------------------------------------------------------------------
// What comes in from Python

struct Reference {
    PyObject *object;
    explicit Reference(PyObject *made) : object(made) {
        if (object == nullptr) throw PythonError{};
    }
    Reference(const Reference &) = delete;
    Reference &operator=(const Reference &) = delete;
    ~Reference() { Py_XDECREF(object); }
    PyObject *release() { return std::exchange(object, nullptr); }
};

// A sequence of packed numbers; those that do not stand where the machine wants them are copied.
template <typename T>
class Numbers {
public:
    explicit Numbers(PyObject *packed) {
        if (PyObject_GetBuffer(packed, &view_, PyBUF_SIMPLE) != 0) throw PythonError{};
        if (view_.len % static_cast<Py_ssize_t>(sizeof(T)) != 0) {
            PyBuffer_Release(&view_);
            throw std::invalid_argument("packed numbers are cut short");
        }
        size_ = static_cast<std::size_t>(view_.len) / sizeof(T);
        data_ = static_cast<const T *>(view_.buf);
        if (size_ && reinterpret_cast<std::uintptr_t>(view_.buf) % alignof(T) != 0) {
            copy_.resize(size_);
            std::memcpy(copy_.data(), view_.buf, size_ * sizeof(T));
            data_ = copy_.data();
        }
    }
    Numbers(const Numbers &) = delete;
    Numbers &operator=(const Numbers &) = delete;
    ~Numbers() { PyBuffer_Release(&view_); }
    std::size_t size() const { return size_; }
    const T &operator[](std::size_t nth) const { return data_[nth]; }
    const T *data() const { return data_; }

private:
    Py_buffer view_{};
    std::size_t size_ = 0;
    const T *data_ = nullptr;
    std::vector<T> copy_;
};

constexpr std::size_t kMostTexts = std::size_t{1} << 30;

struct Text {
    int kind;
    const void *data;
    std::size_t size;
};

// Ask for what will soon be read; without it most of the time is spent waiting for memory.
inline void fetch(const void *soon) {
#if defined(__GNUC__) || defined(__clang__)
    __builtin_prefetch(soon);
#else
    (void)soon;
#endif
}

// Texts, held fast: a tuple cannot change while the GIL is released. What comes as a tuple is not
// copied, for to count a reference to each text takes longer than to read it.
class Texts {
public:
    explicit Texts(PyObject *sequence) : kept_(PySequence_Tuple(sequence)) {
        read(static_cast<std::size_t>(PyTuple_GET_SIZE(kept_.object)),
             [](std::size_t nth) { return nth; }, [](std::size_t nth) { return nth; });
    }

    // Some of the texts, by number.
    Texts(PyObject *sequence, const std::vector<u32> &chosen)
        : kept_(PyTuple_CheckExact(sequence) ? PySequence_Tuple(sequence) : some(sequence, chosen)) {
        const auto number = [&](std::size_t nth) { return std::size_t{chosen[nth]}; };
        if (kept_.object == sequence)
            read(chosen.size(), number, number);
        else
            read(chosen.size(), [](std::size_t nth) { return nth; }, number);
    }

    std::size_t size() const { return texts_.size(); }
    const Text &operator[](std::size_t nth) const { return texts_[nth]; }

private:
    static PyObject *some(PyObject *sequence, const std::vector<u32> &chosen) {
        Reference out(PyTuple_New(static_cast<Py_ssize_t>(chosen.size())));
        for (std::size_t nth = 0; nth < chosen.size(); ++nth) {
            Reference text(PySequence_GetItem(sequence, static_cast<Py_ssize_t>(chosen[nth])));
            PyTuple_SET_ITEM(out.object, static_cast<Py_ssize_t>(nth), text.release());
        }
        return out.release();
    }

    // Read `count` texts: where in the tuple the nth stands, and which number it has for people.
    template <typename Place, typename Number>
    void read(std::size_t count, const Place &place, const Number &number) {
        constexpr std::size_t ahead = 16;
        if (count > kMostTexts) throw std::length_error("more than 2^30 texts");
        const auto at = [&](std::size_t nth) {
            return PyTuple_GET_ITEM(kept_.object, static_cast<Py_ssize_t>(place(nth)));
        };
        texts_.reserve(count);
        for (std::size_t nth = 0; nth < count; ++nth) {
            if (nth + ahead < count) fetch(at(nth + ahead));
            PyObject *text = at(nth);
            if (!PyUnicode_Check(text)) {
                PyErr_Format(PyExc_TypeError, "text %zu is %.80s, not str", number(nth),
                             Py_TYPE(text)->tp_name);
                throw PythonError{};
            }
#if PY_VERSION_HEX < 0x030C0000
            if (PyUnicode_READY(text) != 0) throw PythonError{};
#endif
            texts_.push_back({static_cast<int>(PyUnicode_KIND(text)), PyUnicode_DATA(text),
                              static_cast<std::size_t>(PyUnicode_GET_LENGTH(text))});
        }
    }

    Reference kept_;
    std::vector<Text> texts_;
};

class Table : public Numbers<u32> {
public:
    explicit Table(PyObject *packed) : Numbers<u32>(packed) {
        if (size() != 0x110000) throw std::invalid_argument("the folding table has another size");
    }
};

// ---------------------------------------------------------------------------------------------
// Threads

// Do tasks 0 … count - 1, each once, in `jobs` threads: work(task, thread).
// The first exception of a thread, or of Ctrl-C, ends the others after the task they are in.
template <typename Work>
void share_out(std::size_t count, unsigned jobs, const Work &work) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::condition_variable done;
    unsigned running = 0;
    std::exception_ptr failure;

    const auto loop = [&](unsigned thread) {
        try {
            while (!stop) {
                const std::size_t task = next++;
                if (task >= count) break;
                work(task, thread);
            }
        } catch (...) {
            stop = true;
            std::lock_guard<std::mutex> lock(mutex);
            if (!failure) failure = std::current_exception();
        }
        std::lock_guard<std::mutex> lock(mutex);
        --running;
        done.notify_one();
    };

    std::vector<std::thread> threads;
    bool interrupted = false;
    Py_BEGIN_ALLOW_THREADS;
    {
        std::unique_lock<std::mutex> lock(mutex);
        try {
            threads.reserve(jobs);
            for (unsigned nth = 0; nth < jobs; ++nth) {
                threads.emplace_back(loop, nth);
                ++running;
            }
        } catch (const std::exception &) {
            if (threads.empty()) failure = std::current_exception();
        }
        while (running) {
            done.wait_for(lock, std::chrono::milliseconds(100));
            if (!running || stop) continue;
            lock.unlock();
            Py_BLOCK_THREADS;
            interrupted = PyErr_CheckSignals() != 0;
            Py_UNBLOCK_THREADS;
            lock.lock();
            if (interrupted) stop = true;
        }
    }
    for (auto &thread : threads) thread.join();
    Py_END_ALLOW_THREADS;
    if (interrupted) throw PythonError{};
    if (failure) std::rethrow_exception(failure);
}

// How many texts or candidates a thread takes at a time.
constexpr std::size_t kTask = 512;

// What is found in so many tasks is put away before more is looked for.
constexpr std::size_t kTasksAtOnce = 64;

std::size_t tasks_for(std::size_t count) { return (count + kTask - 1) / kTask; }

constexpr std::size_t kMuch = std::size_t{1} << 26;

// What threads freed in small pieces is kept by the C library, and would be missing elsewhere.
void give_back_memory() {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

// Numbers whose room is used again and is not cleared before it is.
template <typename T> class Column {
public:
    // Room for `count` more, of which `add` says how many were made.
    T *more(std::size_t count) {
        if (count > room_ - size_) grow(size_ + count);
        return data_.get() + size_;
    }
    void add(std::size_t count) { size_ += count; }
    void push(T number) {
        *more(1) = number;
        add(1);
    }
    void shrink(std::size_t size) { size_ = size; }
    const T *data() const { return data_.get(); }
    std::size_t size() const { return size_; }

private:
    void grow(std::size_t least) {
        const std::size_t room = size_ ? std::max(least, 2 * room_) : least;
        if (!size_) data_.reset();
        std::unique_ptr<T[]> data(new T[room]);
        if (size_) std::memcpy(data.get(), data_.get(), size_ * sizeof(T));
        data_ = std::move(data);
        room_ = room;
    }

    std::unique_ptr<T[]> data_;
    std::size_t size_ = 0, room_ = 0;
};

// Bytes of Python that grow; the C library moves what is large without a copy.
class Packed {
public:
    Packed() : bytes_(PyBytes_FromStringAndSize(nullptr, kLeast)) {}
    // Add room for so many bytes behind those that are there.
    void more(std::size_t bytes) {
        const auto room = static_cast<std::size_t>(PyBytes_GET_SIZE(bytes_.object));
        if (bytes > room - size_) resize(std::max(size_ + bytes, 2 * room));
        size_ += bytes;
    }
    std::size_t size() const { return size_; }
    char *data() { return PyBytes_AS_STRING(bytes_.object); }
    PyObject *release() {
        resize(size_);
        return bytes_.release();
    }

private:
    static constexpr Py_ssize_t kLeast = 4096;

    void resize(std::size_t size) {
        if (size > static_cast<std::size_t>(PY_SSIZE_T_MAX)) throw std::bad_alloc();
        if (_PyBytes_Resize(&bytes_.object, static_cast<Py_ssize_t>(size)) != 0) throw PythonError{};
    }

    Reference bytes_;
    std::size_t size_ = 0;
};

// ---------------------------------------------------------------------------------------------
// Scan: fold texts and find their anchors

constexpr unsigned kLongestGram = 5;
constexpr u64 kWeights[kLongestGram] = {0x243F6A89, 0x85A308D3, 0x13198A2F, 0x03707345,
                                        0xA4093823};
constexpr unsigned kLowBit = 12;
constexpr std::size_t kBlock = 4096;
constexpr u32 kShort = 16;  // times `keep`: a text of fewer letters keeps all its anchors

struct GramRules {
    unsigned gram;
    u32 keep;
    unsigned edges;
};

// What is left of the characters from `from` on, up to `room` of them; gives where it stopped.
template <typename Unit>
std::size_t fold_some(const Unit *text, std::size_t from, std::size_t size, const u32 *table,
                      u32 *out, std::size_t room, std::size_t &made) {
    made = 0;
    const std::size_t end = std::min(size, from + room);
    for (std::size_t at = from; at < end; ++at) {
        const u32 letter = table[text[at]];
        out[made] = letter;
        made += letter != 0;
    }
    return end;
}

std::size_t fold_some(const Text &text, std::size_t from, const u32 *table, u32 *out,
                      std::size_t room, std::size_t &made) {
    switch (text.kind) {
    case PyUnicode_1BYTE_KIND:
        return fold_some(static_cast<const Py_UCS1 *>(text.data), from, text.size, table, out,
                         room, made);
    case PyUnicode_2BYTE_KIND:
        return fold_some(static_cast<const Py_UCS2 *>(text.data), from, text.size, table, out,
                         room, made);
    default:
        return fold_some(static_cast<const Py_UCS4 *>(text.data), from, text.size, table, out,
                         room, made);
    }
}

// The grams that end at each of `count` places; `ends` has gram - 1 characters in front of it.
template <unsigned Gram>
void grams_of(const u32 *ends, std::size_t count, u32 *grams) {
    for (std::size_t at = 0; at < count; ++at) {
        u64 sum = 0;
        for (unsigned back = 0; back < Gram; ++back) sum += ends[i64(at) - back] * kWeights[back];
        grams[at] = static_cast<u32>(sum >> kLowBit);
    }
}

void grams_of(unsigned gram, const u32 *ends, std::size_t count, u32 *grams) {
    switch (gram) {
    case 1: return grams_of<1>(ends, count, grams);
    case 2: return grams_of<2>(ends, count, grams);
    case 3: return grams_of<3>(ends, count, grams);
    case 4: return grams_of<4>(ends, count, grams);
    default: return grams_of<5>(ends, count, grams);
    }
}

struct Scanned {
    Column<u32> sizes, counts, marks, places;
    Column<u64> digests;
};

// What is found in some texts at a time, put behind what was found before.
class Columns {
public:
    // Make room for what the first `count` tasks have found.
    void more(const std::vector<Scanned> &found, std::size_t count) {
        Ends ends = {sizes_.size(), digests_.size(), counts_.size(), marks_.size(), places_.size()};
        const Ends begins = ends;
        offsets_.clear();
        for (std::size_t task = 0; task < count; ++task) {
            offsets_.push_back(ends);
            const Scanned &each = found[task];
            const Ends more = {bytes(each.sizes), bytes(each.digests), bytes(each.counts),
                               bytes(each.marks), bytes(each.places)};
            for (std::size_t nth = 0; nth < ends.size(); ++nth) ends[nth] += more[nth];
        }
        Packed *const packed[] = {&sizes_, &digests_, &counts_, &marks_, &places_};
        for (std::size_t nth = 0; nth < ends.size(); ++nth) packed[nth]->more(ends[nth] - begins[nth]);
    }

    // Put it there; tasks do not come into each other's way.
    void put(std::size_t task, Scanned &found) {
        const auto &offsets = offsets_[task];
        put(sizes_, offsets[0], found.sizes);
        put(digests_, offsets[1], found.digests);
        put(counts_, offsets[2], found.counts);
        put(marks_, offsets[3], found.marks);
        put(places_, offsets[4], found.places);
    }

    // Bytes of all anchors.
    std::size_t size() const { return marks_.size() + places_.size(); }

    PyObject *release() {
        const Reference each[] = {Reference(sizes_.release()), Reference(digests_.release()),
                                  Reference(counts_.release()), Reference(marks_.release()),
                                  Reference(places_.release())};
        return PyTuple_Pack(5, each[0].object, each[1].object, each[2].object, each[3].object,
                            each[4].object);
    }

private:
    using Ends = std::array<std::size_t, 5>;

    template <typename T> static std::size_t bytes(const Column<T> &column) {
        return column.size() * sizeof(T);
    }

    template <typename T> static void put(Packed &to, std::size_t offset, Column<T> &column) {
        if (column.size()) std::memcpy(to.data() + offset, column.data(), bytes(column));
        column.shrink(0);
    }

    Packed sizes_, digests_, counts_, marks_, places_;
    std::vector<Ends> offsets_;
};

class Scanner {
public:
    Scanner(const Table &table, GramRules rules)
        : table_(table.data()), rules_(rules), window_(kLongestGram + kBlock + kLongestGram),
          grams_(kBlock + kLongestGram) {}

    // A short text keeps all its anchors. How many letters a text has shows only in the end: one
    // that turns out to be short after all is read again.
    void scan(const Text &text, Scanned &out) {
        const std::size_t few = std::size_t{kShort} * rules_.keep, before = out.marks.size();
        mask_ = text.size < few ? 0 : rules_.keep - 1;
        std::size_t size = read(text, out);
        if (size < few && mask_) {
            mask_ = 0;
            out.marks.shrink(before);
            out.places.shrink(before);
            size = read(text, out);
        }
        out.sizes.push(static_cast<u32>(size));
        out.digests.push(digest_);
        out.counts.push(static_cast<u32>(out.marks.size() - before));
    }

private:
    // Find the anchors and the digest of a text; gives how many letters it has.
    std::size_t read(const Text &text, Scanned &out) {
        const std::size_t behind = rules_.gram - 1;
        std::fill(window_.begin(), window_.begin() + kLongestGram, 0);
        u32 *fresh = window_.data() + kLongestGram;
        u64 place = 0;
        std::size_t size = 0;
        digest_ = 0;
        for (std::size_t at = 0; at < text.size;) {
            std::size_t made = 0;
            at = fold_some(text, at, table_, fresh, kBlock, made);
            size += made;
            u64 beyond = ~u64{0};
            if (at == text.size && size) {  // grams that end behind the text
                beyond = size + rules_.edges;
                std::fill(fresh + made, fresh + made + behind, 0);
                made += behind;
            }
            read(fresh, made, place, beyond, out);
            place += made;
            // What the grams of the next block begin with stands in front of it.
            std::memmove(fresh - behind, fresh + made - behind, behind * sizeof(u32));
        }
        if (size >= (u64{1} << 31)) throw std::length_error("a text has more than 2^31 characters");
        return size;
    }

    // Keep the anchors among `count` grams from `place` on, and add to the digest.
    void read(const u32 *ends, std::size_t count, u64 place, u64 beyond, Scanned &out) {
        grams_of(rules_.gram, ends, count, grams_.data());
        const auto low = static_cast<u32>(place);
        for (std::size_t at = 0; at < count; ++at) {
            const u32 placed = grams_[at] ^ (low + static_cast<u32>(at));
            digest_ += u64{placed} * placed;
        }
        const u64 first = rules_.gram - 1 - rules_.edges;
        const std::size_t from = place < first ? std::min<u64>(count, first - place) : 0;
        const std::size_t to = beyond > place ? std::min<u64>(count, beyond - place) : 0;
        if (from < to) keep(from, to, low, out);
    }

    void keep(std::size_t from, std::size_t to, u32 place, Scanned &out) {
        u32 *const marks = out.marks.more(to - from), *const places = out.places.more(to - from);
        std::size_t kept = 0;
        if (mask_) {
            for (std::size_t at = from; at < to; ++at) {
                places[kept] = static_cast<u32>(at);
                kept += (grams_[at] & mask_) == 0;
            }
            for (std::size_t nth = 0; nth < kept; ++nth) {
                marks[nth] = grams_[places[nth]];
                places[nth] += place;
            }
        } else {
            kept = to - from;
            std::copy(grams_.data() + from, grams_.data() + to, marks);
            for (std::size_t nth = 0; nth < kept; ++nth) places[nth] = place + static_cast<u32>(from + nth);
        }
        out.marks.add(kept);
        out.places.add(kept);
    }

    const u32 *table_;
    GramRules rules_;
    u32 mask_ = 0;
    u64 digest_ = 0;
    std::vector<u32> window_, grams_;
};

void check(GramRules rules) {
    if (rules.gram < 1 || rules.gram > kLongestGram)
        throw std::invalid_argument("a gram has 1 to 5 characters");
    if (rules.keep == 0 || rules.keep > 4096 || (rules.keep & (rules.keep - 1)) != 0)
        throw std::invalid_argument("keep is no power of two up to 4096");
    if (rules.edges >= rules.gram) throw std::invalid_argument("edges are wider than a gram");
}

PyObject *scan(PyObject *sequence, PyObject *packed_table, GramRules rules, unsigned jobs) {
    check(rules);
    const Texts texts(sequence);
    const Table table(packed_table);
    const std::size_t tasks = tasks_for(texts.size());
    Columns columns;
    std::vector<Scanned> found(std::min(tasks, kTasksAtOnce));
    for (std::size_t first = 0; first < tasks; first += kTasksAtOnce) {
        const std::size_t now = std::min(tasks - first, kTasksAtOnce);
        share_out(now, jobs, [&](std::size_t task, unsigned) {
            Scanner scanner(table, rules);
            const std::size_t begin = (first + task) * kTask;
            const std::size_t end = std::min(texts.size(), begin + kTask);
            for (std::size_t nth = begin; nth < end; ++nth) scanner.scan(texts[nth], found[task]);
        });
        columns.more(found, now);
        share_out(now, jobs, [&](std::size_t task, unsigned) { columns.put(task, found[task]); });
    }
    std::vector<Scanned>().swap(found);
    if (columns.size() > kMuch) give_back_memory();
    return columns.release();
}

// ---------------------------------------------------------------------------------------------
// Join: count the anchors that texts share

struct JoinRules {
    unsigned gram;
    u32 keep, cap, need, share, most_copies, first_new;
};

struct Shard {
    u32 nth, of;
    bool has(u32 text) const { return of == 1 || text % of == nth; }
};

struct Candidate {
    i32 a, b, shared, shift;
    bool operator<(const Candidate &other) const {
        return a != other.a ? a < other.a : b < other.b;
    }
};
static_assert(sizeof(Candidate) == 16, "candidates are packed");

// A key is what is sorted by in its upper half, and what it is for in its lower half.
constexpr u64 key_of(u32 upper, u32 lower) { return u64{upper} << 32 | lower; }
constexpr u32 upper(u64 key) { return static_cast<u32>(key >> 32); }
constexpr u32 lower(u64 key) { return static_cast<u32>(key); }

// Sort numbers by some bits of a key, lowest first; those that are equal there stay in their
// order. A pass of a radix sort, from `from` to `to`.
template <unsigned Bits, typename T, typename Key>
void radix_pass(const T *from, T *to, std::size_t count, unsigned shift, const Key &key) {
    std::array<std::size_t, (1u << Bits) + 1> starts{};
    constexpr u64 mask = (1u << Bits) - 1;
    for (std::size_t at = 0; at < count; ++at) ++starts[(key(from[at]) >> shift & mask) + 1];
    for (std::size_t nth = 1; nth <= mask; ++nth) starts[nth] += starts[nth - 1];
    for (std::size_t at = 0; at < count; ++at)
        to[starts[key(from[at]) >> shift & mask]++] = from[at];
}

// The texts that are equal to each other, and the first of each such crowd.
class Copies {
public:
    Copies(const Numbers<u32> &sizes, const Numbers<u64> &digests) : crowd_of_(sizes.size(), 0) {
        std::vector<u64> keys;
        for (std::size_t text = 0; text < sizes.size(); ++text)
            if (sizes[text]) keys.push_back(key_of(mixed(digests[text]), static_cast<u32>(text)));
        sort_keys(keys);
        starts_.push_back(0);
        std::vector<u32> run;
        for (std::size_t start = 0, end = 0; start < keys.size(); start = end) {
            while (end < keys.size() && upper(keys[end]) == upper(keys[start])) ++end;
            if (end - start == 1) continue;
            run.clear();
            for (std::size_t at = start; at < end; ++at) run.push_back(lower(keys[at]));
            add(run, sizes, digests);
        }
    }

    // Tell whether a text stands for itself, and not for an earlier one.
    bool is_first(u32 text) const { return !(crowd_of_[text] & kLater); }

    // All copies of a text that is the first of them, itself among them.
    std::pair<const u32 *, const u32 *> of(const u32 &first) const {
        if (!crowd_of_[first]) return {&first, &first + 1};
        const u32 crowd = crowd_of_[first] - 1;
        return {members_.data() + starts_[crowd], members_.data() + starts_[crowd + 1]};
    }

    u32 last(u32 first) const { return of(first).second[-1]; }

private:
    static constexpr u32 kLater = u32{1} << 31;

    static void sort_keys(std::vector<u64> &keys) {
        std::vector<u64> spare(keys.size());
        const auto whole = [](u64 key) { return key; };
        radix_pass<11>(keys.data(), spare.data(), keys.size(), 32, whole);
        radix_pass<11>(spare.data(), keys.data(), keys.size(), 43, whole);
        radix_pass<10>(keys.data(), spare.data(), keys.size(), 54, whole);
        keys.swap(spare);
    }

    static u32 mixed(u64 digest) { return static_cast<u32>(digest * 0x9E3779B97F4A7C15 >> 32); }

    void add(std::vector<u32> &run, const Numbers<u32> &sizes, const Numbers<u64> &digests) {
        const auto key = [&](u32 text) { return std::make_pair(digests[text], sizes[text]); };
        std::stable_sort(run.begin(), run.end(), [&](u32 a, u32 b) { return key(a) < key(b); });
        for (std::size_t start = 0, end = 0; start < run.size(); start = end) {
            while (end < run.size() && key(run[end]) == key(run[start])) ++end;
            if (end - start == 1) continue;
            members_.insert(members_.end(), run.begin() + start, run.begin() + end);
            starts_.push_back(members_.size());
            crowd_of_[run[start]] = static_cast<u32>(starts_.size() - 1);
            for (std::size_t at = start + 1; at < end; ++at) crowd_of_[run[at]] = kLater;
        }
    }

    std::vector<u32> crowd_of_;  // 0, the number of a crowd from 1 on, or kLater
    std::vector<u32> members_;
    std::vector<std::size_t> starts_;
};

// An anchor of a text, and where it stands. The owner is twice the number of the text, and one
// more where one shared anchor may be enough to look at it.
struct Anchor {
    u32 mark, owner, place;
    bool operator<(const Anchor &other) const {
        if (mark != other.mark) return mark < other.mark;
        return owner != other.owner ? owner < other.owner : place < other.place;
    }
};

// Which texts hold the anchors of one range of numbers, of those that 2 … cap texts hold: group
// by group, in the order of the texts. The first text of each group is marked.
struct Holder {
    u32 owner, place;
};
using Holders = std::vector<Holder>;
constexpr u32 kFirst = u32{1} << 31;

// What came once or more often, with mistakes: in a table of bytes, by a hash. What came twice is
// always said to have come more than once.
class Seen {
public:
    // Forget all, and make room for so many.
    void clear(std::size_t count) {
        unsigned bits = 8;
        while (bits < 18 && count > std::size_t{1} << (bits - 3)) ++bits;
        shift_ = 32 - bits;
        table_.assign(std::size_t{1} << bits, 0);
    }
    void add(u32 number) {
        unsigned char &times = table_[hash(number)];
        times = static_cast<unsigned char>(times << 1 | 1);
    }
    bool more_than_once(u32 number) const { return table_[hash(number)] > 1; }

private:
    std::size_t hash(u32 number) const { return number * 0x9E3779B1u >> shift_; }

    unsigned shift_ = 0;
    std::vector<unsigned char> table_;
};

// The texts of a corpus, grouped by anchor.
class Groups {
public:
    Groups(PyObject *const *columns, JoinRules rules, unsigned jobs)
        : rules_(rules), sizes_(columns[0]), digests_(columns[1]) {
        const Numbers<u32> counts(columns[2]), marks(columns[3]), places(columns[4]);
        const std::size_t texts = sizes_.size(), anchors = marks.size();
        if (texts != digests_.size() || texts != counts.size() || anchors != places.size() ||
            texts > kMostTexts || anchors >= (u64{1} << 32))
            throw std::invalid_argument("the anchors do not fit together");
        std::vector<u32> starts;
        starts.reserve(texts + 1);
        starts.push_back(0);
        u64 end = 0;
        for (std::size_t text = 0; text < texts; ++text) {
            end += counts[text];
            starts.push_back(static_cast<u32>(end));
        }
        if (end != anchors) throw std::invalid_argument("the anchors do not fit together");
        copies_ = std::make_unique<Copies>(sizes_, digests_);
        group({starts, marks, places}, jobs);
    }

    const JoinRules &rules() const { return rules_; }
    const Copies &copies() const { return *copies_; }
    const std::vector<Holders> &holders() const { return holders_; }
    u32 texts() const { return static_cast<u32>(sizes_.size()); }
    bool stands_for_itself(u32 text) const { return sizes_[text] && copies_->is_first(text); }

    bool one_is_enough(u32 text) const {
        return rules_.need <= 1 || sizes_[text] < 3 * rules_.gram;
    }

    u32 needed(u32 one, u32 other) const {
        const u32 shorter = std::min(sizes_[one], sizes_[other]);
        const u32 least = shorter < 3 * rules_.gram ? 1 : rules_.need;
        return std::max(least, shorter / rules_.keep / rules_.share);
    }

    bool is_greater(u32 one, u32 other) const {
        return std::make_pair(sizes_[one], digests_[one]) >
               std::make_pair(sizes_[other], digests_[other]);
    }

private:
    static constexpr unsigned kHeapBits = 8;
    static constexpr std::size_t kHeaps = std::size_t{1} << kHeapBits;

    struct Given {
        const std::vector<u32> &starts;
        const Numbers<u32> &marks, &places;
    };
    // What a thread works with.
    struct Room {
        Column<Anchor> anchors, spare;
        Column<Holder> holders;
        Seen seen;
    };

    // Group the texts by anchor, one range of anchors at a time: what is sorted at once is small.
    void group(const Given &given, unsigned jobs) {
        constexpr std::size_t at_once = std::size_t{1} << 21;
        range_bits_ = jobs > 1 ? 2 : 0;
        while (range_bits_ < 12 && given.marks.size() >> range_bits_ > at_once) ++range_bits_;
        heap_sizes_.assign(kHeaps << range_bits_, 0);
        for (std::size_t at = 0; at < given.marks.size(); ++at) ++heap_sizes_[heap_of(given.marks[at])];
        holders_.resize(std::size_t{1} << range_bits_);
        std::vector<Room> rooms(jobs);
        share_out(holders_.size(), jobs, [&](std::size_t range, unsigned thread) {
            group_range(given, range, rooms[thread]);
        });
        std::vector<u32>().swap(heap_sizes_);
    }

    std::size_t heap_of(u32 mark) const { return mark >> (32 - kHeapBits - range_bits_); }

    // Put the anchors of a range into heaps by the next bits of their numbers, so that each heap
    // fits a cache, and group them heap by heap.
    void group_range(const Given &given, std::size_t range, Room &room) {
        const u32 *const sizes = heap_sizes_.data() + range * kHeaps;
        std::array<std::size_t, kHeaps> begins, ends;
        std::size_t all = 0;
        for (std::size_t heap = 0; heap < kHeaps; all += sizes[heap], ++heap) begins[heap] = all;
        Anchor *const anchors = room.anchors.more(all);
        ends = begins;
        collect(given, range, [&](const Anchor &anchor) {
            anchors[ends[heap_of(anchor.mark) - range * kHeaps]++] = anchor;
        });
        room.holders.shrink(0);
        for (std::size_t heap = 0; heap < kHeaps; ++heap)
            group_heap(anchors + begins[heap], ends[heap] - begins[heap], room);
        holders_[range].assign(room.holders.data(), room.holders.data() + room.holders.size());
    }

    // Call `put` with each anchor of a range, in the order of the texts. Which these are is found
    // without a branch, a block at a time.
    template <typename Put>
    void collect(const Given &given, std::size_t range, const Put &put) const {
        std::array<u32, kBlock> some;
        const u64 first = u64{range} << (32 - range_bits_), size = u64{1} << (32 - range_bits_);
        const u32 *const starts = given.starts.data(), *const marks = given.marks.data();
        u32 text = 0;
        for (u64 from = 0, end = 0; from < given.marks.size(); from = end) {
            end = std::min<u64>(given.marks.size(), from + kBlock);
            std::size_t made = 0;
            for (u64 at = from; at < end; ++at) {
                some[made] = static_cast<u32>(at);
                made += marks[at] - first < size;
            }
            for (std::size_t nth = 0; nth < made; ++nth) {
                const u32 at = some[nth];
                while (starts[text + 1] <= at) ++text;
                if (stands_for_itself(text))
                    put(Anchor{marks[at], text << 1 | one_is_enough(text), given.places[at]});
            }
        }
    }

    // Sort what stands in the heap more than once, and keep the groups.
    void group_heap(Anchor *heap, std::size_t size, Room &room) const {
        constexpr std::size_t few = 64;
        constexpr unsigned half = (32 - kHeapBits) / 2;
        room.seen.clear(size);
        for (std::size_t at = 0; at < size; ++at) room.seen.add(heap[at].mark);
        std::size_t left = 0;
        for (std::size_t at = 0; at < size; ++at) {
            heap[left] = heap[at];
            left += room.seen.more_than_once(heap[at].mark);
        }
        if (left <= few) {
            std::sort(heap, heap + left);
        } else {
            const auto mark = [](const Anchor &anchor) { return anchor.mark; };
            Anchor *const spare = room.spare.more(left);
            radix_pass<half>(heap, spare, left, 0, mark);
            radix_pass<half>(spare, heap, left, half, mark);
        }
        for (const Anchor *first = heap, *end = heap; first < heap + left; first = end) {
            while (end < heap + left && end->mark == first->mark) ++end;
            if (end - first > 1) add_group(first, end, room.holders);
        }
    }

    // Keep an anchor that several texts hold, but not too many: of each text its first place.
    // Where none of the texts is new, all has been said.
    void add_group(const Anchor *anchor, const Anchor *end, Column<Holder> &out) const {
        Holder *const holders = out.more(static_cast<std::size_t>(end - anchor));
        std::size_t count = 0;
        bool is_new = rules_.first_new == 0;
        for (u32 before = ~u32{0}; anchor < end && count <= rules_.cap; ++anchor) {
            if (anchor->owner == before) continue;
            before = anchor->owner;
            is_new = is_new || copies_->last(before >> 1) >= rules_.first_new;
            holders[count++] = {before, anchor->place};
        }
        if (count < 2 || count > rules_.cap || !is_new) return;
        holders[0].owner |= kFirst;
        out.add(count);
    }

    const JoinRules rules_;
    const Numbers<u32> sizes_;
    const Numbers<u64> digests_;
    std::unique_ptr<Copies> copies_;
    unsigned range_bits_ = 0;
    std::vector<u32> heap_sizes_;
    std::vector<Holders> holders_;
};

// Counts the anchors that each text shares with each later one.
class Counter {
public:
    Counter(const Groups &groups, Shard shard)
        : groups_(groups), rules_(groups.rules()), shard_(shard) {}

    PyObject *candidates(unsigned jobs) {
        const std::vector<Round> rounds = plan(jobs);
        std::vector<Found> found(rounds.size());
        std::vector<Room> rooms(jobs);
        share_out(rounds.size(), jobs, [&](std::size_t nth, unsigned thread) {
            count(rounds[nth], rooms[thread], found[nth]);
        });
        rooms.clear();
        return in_order(found);
    }

private:
    // The texts that are counted at a time.
    struct Round {
        u32 begin, end, pairs;
    };
    // An anchor that a later text holds too, and how much later it stands there.
    struct Shared {
        u32 later;
        i32 shift;
    };
    // What a thread works with.
    struct Room {
        std::vector<u32> next;
        Column<Shared> shared;
        Seen seen;
        std::vector<u64> kept;
    };
    // The candidates of one round, and those of further copies, which come as they come.
    struct Found {
        std::vector<Candidate> firsts, others;
    };

    // Part the texts into rounds, so that what is shared in one of them does not take much room.
    std::vector<Round> plan(unsigned jobs) {
        u64 all = 0;
        pairs_.assign(groups_.texts(), 0);
        for (const Holders &holders : groups_.holders()) {
            all += holders.size();
            u32 later = 0;
            for (auto here = holders.rbegin(); here != holders.rend(); ++here) {
                pairs_[text_of(here->owner)] += later;
                later = here->owner & kFirst ? 0 : later + 1;
            }
        }
        const u64 most = std::max<u64>(u64{1} << 18, all / 2) / jobs;
        std::vector<Round> out;
        u32 begin = 0;
        u64 pairs = 0;
        for (u32 text = 0; text < groups_.texts(); pairs += pairs_[text], ++text) {
            if (!shard_.has(text)) pairs_[text] = 0;
            if (text - begin < kTask || pairs + pairs_[text] <= most) continue;
            out.push_back({begin, text, static_cast<u32>(pairs)});
            begin = text;
            pairs = 0;
        }
        out.push_back({begin, groups_.texts(), static_cast<u32>(pairs)});
        return out;
    }

    static u32 text_of(u32 owner) { return (owner & ~kFirst) >> 1; }

    void count(Round round, Room &room, Found &out) const {
        gather(round, room);
        const Shared *shared = room.shared.data();
        for (u32 text = round.begin; text < round.end; shared += pairs_[text], ++text) {
            if (!shard_.has(text) || !groups_.stands_for_itself(text)) continue;
            expand_copies(text, out);
            keep(text, shared, shared + pairs_[text], room);
            count(text, room.kept, out);
        }
        out.firsts.shrink_to_fit();
    }

    // Put what the texts of a round share with later ones behind each other, text by text.
    void gather(Round round, Room &room) const {
        Shared *const shared = room.shared.more(round.pairs);
        room.next.clear();
        u32 next = 0;
        for (u32 text = round.begin; text < round.end; next += pairs_[text], ++text)
            room.next.push_back(next);
        for (const Holders &holders : groups_.holders()) {
            const Holder *end = holders.data() + holders.size();
            for (const Holder *here = end; here > holders.data();) {
                --here;
                const u32 nth = text_of(here->owner) - round.begin;
                if (nth < round.end - round.begin && pairs_[round.begin + nth]) {
                    Shared *to = shared + room.next[nth];
                    for (const Holder *later = here + 1; later < end; ++later)
                        *to++ = {later->owner, static_cast<i32>(later->place - here->place)};
                    room.next[nth] += static_cast<u32>(end - here - 1);
                }
                end = here->owner & kFirst ? here : end;
            }
        }
    }

    // Most texts share one anchor, by chance: keep those that may share enough, in order.
    void keep(u32 text, const Shared *begin, const Shared *end, Room &room) const {
        const bool all = groups_.one_is_enough(text);
        room.kept.clear();
        room.seen.clear(static_cast<std::size_t>(end - begin));
        for (const Shared *each = begin; each < end; ++each) room.seen.add(each->later);
        for (const Shared *each = begin; each < end; ++each)
            if (all || each->later & 1 || room.seen.more_than_once(each->later))
                room.kept.push_back(key_of(each->later, static_cast<u32>(each->shift) ^ kTurned));
        std::sort(room.kept.begin(), room.kept.end());
    }

    // Give those that share enough. The shift is the median; of two in the middle, the one that
    // does not depend on which text comes first.
    void count(u32 text, const std::vector<u64> &kept, Found &out) const {
        for (std::size_t begin = 0, end = 0; begin < kept.size(); begin = end) {
            const u32 owner = upper(kept[begin]), other = owner >> 1;
            while (end < kept.size() && upper(kept[end]) == owner) ++end;
            const auto shared = static_cast<u32>(end - begin);
            const bool enough = shared > 1 || owner & 1 || groups_.one_is_enough(text);
            if (!enough || shared < groups_.needed(text, other)) continue;
            const std::size_t middle = begin + (shared - !groups_.is_greater(text, other)) / 2;
            const auto shift = static_cast<i32>(lower(kept[middle]) ^ kTurned);
            expand(text, other, shared, shift, out);
        }
    }

    void put(u32 one, u32 other, u32 shared, i32 shift, std::vector<Candidate> &out) const {
        if (one > other) {
            std::swap(one, other);
            shift = static_cast<i32>(0 - static_cast<u32>(shift));
        }
        if (other >= rules_.first_new)
            out.push_back({i32(one), i32(other), i32(std::min<u32>(shared, 0x7FFFFFFF)), shift});
    }

    // The pairs of the copies of one text; of many, the first with each.
    void expand_copies(u32 text, Found &out) const {
        const auto [begin, end] = groups_.copies().of(text);
        for (const u32 *one = begin; one < end; ++one) {
            if (one > begin && end - begin > i64{rules_.most_copies}) break;
            for (const u32 *other = one + 1; other < end; ++other) put(*one, *other, 0, 0, out.others);
        }
    }

    // The pairs of the copies of two texts; of many, the first of both.
    void expand(u32 one, u32 other, u32 shared, i32 shift, Found &out) const {
        const auto ones = groups_.copies().of(one), others = groups_.copies().of(other);
        const u64 all = u64(ones.second - ones.first) * u64(others.second - others.first);
        if (all == 1 || all > rules_.most_copies) return put(one, other, shared, shift, out.firsts);
        for (const u32 *a = ones.first; a < ones.second; ++a)
            for (const u32 *b = others.first; b < others.second; ++b)
                put(*a, *b, shared, shift, out.others);
    }

    // Put the candidates into Python's hands: those of the rounds are in order already.
    static PyObject *in_order(std::vector<Found> &found) {
        std::size_t size = 0;
        std::vector<Candidate> others;
        for (auto &part : found) {
            size += part.firsts.size() + part.others.size();
            others.insert(others.end(), part.others.begin(), part.others.end());
        }
        std::sort(others.begin(), others.end());
        Reference out(PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size * sizeof(Candidate))));
        auto *to = reinterpret_cast<Candidate *>(PyBytes_AS_STRING(out.object));
        auto other = others.begin();
        for (auto &part : found) {
            for (const Candidate &each : part.firsts) {
                while (other < others.end() && *other < each) *to++ = *other++;
                *to++ = each;
            }
            part = Found{};
        }
        std::copy(other, others.end(), to);
        return out.release();
    }

    static constexpr u32 kTurned = u32{1} << 31;  // so that numbers with a sign sort as those without

    const Groups &groups_;
    const JoinRules rules_;
    const Shard shard_;
    std::vector<u32> pairs_;  // for each text, how many anchors it shares with later ones in all
};

constexpr const char *kGroups = "layoutfix.fuzzy.kernel.groups";

PyObject *group(PyObject *const *columns, JoinRules rules, unsigned jobs) {
    if (rules.keep == 0 || rules.share == 0)
        throw std::invalid_argument("none of the anchors would be needed");
    auto groups = std::make_unique<Groups>(columns, rules, jobs);
    Reference out(PyCapsule_New(groups.get(), kGroups, [](PyObject *capsule) {
        delete static_cast<Groups *>(PyCapsule_GetPointer(capsule, kGroups));
    }));
    groups.release();
    return out.release();
}

PyObject *count(PyObject *capsule, Shard shard, unsigned jobs) {
    if (shard.of == 0 || shard.nth >= shard.of)
        throw std::invalid_argument("there is no such shard");
    const auto *groups = static_cast<const Groups *>(PyCapsule_GetPointer(capsule, kGroups));
    if (groups == nullptr) throw PythonError{};
    return Counter(*groups, shard).candidates(jobs);
}

// ---------------------------------------------------------------------------------------------
// Verify: compare the texts that share anchors

struct VerifyRules {
    unsigned gram;
    u32 keep;
    u32 least;
    u32 most_edits, least_common;  // in ten thousandths of the longer and of the shorter text
    u32 whole, stretch;
};

// A passage of a folded text, as the characters and how many.
struct Passage {
    const u32 *data;
    i64 size;
    u32 operator[](i64 at) const { return data[at]; }
    // The shorter one first, and of equally long ones the one whose characters are lower.
    bool operator<(const Passage &other) const {
        if (size != other.size) return size < other.size;
        return std::lexicographical_compare(data, data + size, other.data, other.data + size);
    }
    Passage part(i64 from, i64 to) const {
        from = std::clamp<i64>(from, 0, size);
        to = std::clamp<i64>(to, from, size);
        return {data + from, to - from};
    }
};

i64 slack_of(i64 characters) { return characters / 8 + 8; }

// Where each character of a pattern stands, as one bit per place, in words of 64 places.
// The row of a character is found in an array by its code, which is cleared after each use.
class Places {
public:
    Places() : row_of_(0x110000, 0) {}

    void set(Passage pattern) {
        for (const u32 letter : letters_) row_of_[letter] = 0;
        letters_.clear();
        words_ = static_cast<std::size_t>((pattern.size + 63) / 64);
        bits_.assign(words_, 0);  // row 0: of a character that the pattern does not have
        for (i64 at = 0; at < pattern.size; ++at) {
            Row &row = row_of_[pattern[at]];
            if (!row) {
                letters_.push_back(pattern[at]);
                row = static_cast<Row>(letters_.size());
                bits_.resize(bits_.size() + words_);
            }
            bits_[row * words_ + static_cast<std::size_t>(at / 64)] |= u64{1} << (at % 64);
        }
    }

    std::size_t words() const { return words_; }
    const u64 *of(u32 letter) const { return bits_.data() + row_of_[letter] * words_; }

private:
    using Row = std::uint16_t;

    std::vector<Row> row_of_;
    std::vector<u32> letters_;
    std::vector<u64> bits_;
    std::size_t words_ = 0;
};
constexpr u32 kLongestPattern = 0xFFFF;  // for each character may be another one

unsigned ones(u64 word) {
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<unsigned>(word * 0x0101010101010101 >> 56);
}

// The passages that two texts begin and end with alike are no work; gives how long they are.
i64 strip_common(Passage &one, Passage &other) {
    const i64 shorter = std::min(one.size, other.size);
    i64 head = 0, tail = 0;
    while (head < shorter && one[head] == other[head]) ++head;
    one = one.part(head, one.size);
    other = other.part(head, other.size);
    const i64 left = shorter - head;
    while (tail < left && one[one.size - 1 - tail] == other[other.size - 1 - tail]) ++tail;
    one = one.part(0, one.size - tail);
    other = other.part(0, other.size - tail);
    return head + tail;
}

class Comparer {
public:
    // The length of the longest common subsequence. It is looked for in a band round the diagonal
    // that holds it if it has `guess` characters or more; what is found in too narrow a band is no
    // more than there is, and says how wide the band has to be.
    i64 common(Passage one, Passage other, i64 guess) {
        const i64 alike = strip_common(one, other);
        if (!one.size || !other.size) return alike;
        places_.set(one);
        if (places_.words() == 1) return alike + common_in_word(other);
        guess = std::clamp<i64>(guess - alike, 0, std::min(one.size, other.size));
        const i64 found = common_in_band(one.size, other, guess);
        return alike + (found < guess ? common_in_band(one.size, other, found) : found);
    }

    // The Levenshtein distance, or any number above `most` where it is above that.
    // A narrow band round the diagonal is tried first, and wider ones as long as they fail
    // (Ukkonen 1985); `guess` is what the distance may be.
    i64 edits(Passage one, Passage other, i64 most, i64 guess) {
        strip_common(one, other);
        if (one.size > other.size) std::swap(one, other);
        if (other.size - one.size > most) return most + 1;
        if (!one.size) return other.size;
        places_.set(one);
        for (i64 width = std::max<i64>({guess, other.size - one.size, 8});;) {
            const i64 found = edits_in_band(one.size, other, std::min(width, most));
            if (found <= width || width >= most) return found <= most ? found : most + 1;
            width = std::min(2 * width, found);  // there is a way of so many
        }
    }

private:
    // By words of 64 rows (Hyyrö 2004); a row is missed where it adds nothing.
    i64 common_in_word(Passage other) const {
        u64 missed = ~u64{0};
        for (i64 at = 0; at < other.size; ++at) {
            const u64 kept = missed & *places_.of(other[at]);
            missed = (missed + kept) | (missed - kept);
        }
        return ones(~missed);
    }

    // Of which those words are computed that a sequence of at least `least` crosses.
    i64 common_in_band(i64 rows, Passage other, i64 least) {
        const i64 words = static_cast<i64>(places_.words());
        const i64 below = rows - least, above = other.size - least;
        missed_.assign(places_.words(), ~u64{0});
        u64 *const missed = missed_.data();
        for (i64 column = 0; column < other.size; ++column) {
            const i64 first = std::max<i64>(0, (column - above) / 64);
            const i64 last = std::min(words - 1, (column + below) / 64);
            const u64 *found = places_.of(other[column]);
            u64 carry = 0;
            for (i64 nth = first; nth <= last; ++nth) {
                const u64 kept = missed[nth] & found[nth];
                const u64 sum = missed[nth] + kept, total = sum + carry;
                carry = (sum < kept) | (total < sum);
                missed[nth] = total | (missed[nth] - kept);
            }
        }
        i64 out = 0;
        for (const u64 word : missed_) out += ones(~word);
        return out;
    }

    // The distance by words of 64 rows (Myers 1999, Hyyrö 2003), of which those are computed
    // that a way of at most `width` edits can cross; a wrong number is above `width`.
    i64 edits_in_band(i64 rows, Passage other, i64 width) {
        const i64 words = static_cast<i64>(places_.words());
        const i64 more = other.size - rows;  // columns without a row of their own
        const i64 above = (width + more) / 2, below = (width - more) / 2;
        more_.assign(places_.words(), ~u64{0});
        less_.assign(places_.words(), 0);
        i64 last = std::min(words - 1, below / 64);
        i64 score = std::min(rows, (last + 1) * 64);  // at the bottom of the last word
        for (i64 column = 0; column < other.size; ++column) {
            const i64 first = std::min(last, std::max<i64>(0, (column - above) / 64));
            const u64 *found = places_.of(other[column]);
            int step = 1;
            for (i64 nth = first; nth <= last; ++nth) step = advance(nth, found[nth], step, rows);
            score += step;
            const i64 wanted = std::min(words - 1, (column + 1 + below) / 64);
            while (last < wanted) {
                ++last;
                score += std::min<i64>(64, rows - last * 64);
            }
        }
        return score;
    }

    // One column of one word; gives by how much its lowest row grew.
    int advance(i64 nth, u64 found, int step, i64 rows) {
        const i64 bottom = std::min<i64>(63, rows - nth * 64 - 1);
        u64 &more = more_[static_cast<std::size_t>(nth)], &less = less_[static_cast<std::size_t>(nth)];
        const u64 sinks = step < 0, grows = step > 0;
        const u64 across = found | less;
        found |= sinks;
        const u64 down = (((found & more) + more) ^ more) | found;
        u64 wider = less | ~(down | more), narrower = more & down;
        const int out = static_cast<int>(wider >> bottom & 1) - static_cast<int>(narrower >> bottom & 1);
        wider = wider << 1 | grows;
        narrower = narrower << 1 | sinks;
        more = narrower | ~(across | wider);
        less = wider & across;
        return out;
    }

    Places places_;
    std::vector<u64> missed_, more_, less_;
};

// The texts that are compared, and what is left of them when folded, behind each other.
class FoldedTexts {
public:
    FoldedTexts(PyObject *sequence, const Table &table, const Numbers<i32> &candidates)
        : table_(table.data()), slots_(size_of(sequence), 0),
          texts_(sequence, chosen(candidates, slots_)) {
        passages_.reserve(texts_.size());
        std::size_t all = 0;
        for (std::size_t nth = 0; nth < texts_.size(); ++nth) all += texts_[nth].size;
        letters_.reset(new u32[all + kAhead]);
        const u32 *room = letters_.get();
        for (std::size_t nth = 0; nth < texts_.size(); room += texts_[nth].size, ++nth)
            passages_.push_back({room, 0});
    }

    std::size_t tasks() const { return tasks_for(texts_.size()); }

    void fold(std::size_t task) {
        const std::size_t end = std::min(texts_.size(), (task + 1) * kTask);
        for (std::size_t nth = task * kTask; nth < end; ++nth) {
            std::size_t made = 0;
            u32 *const room = letters_.get() + (passages_[nth].data - letters_.get());
            fold_some(texts_[nth], 0, table_, room, texts_[nth].size, made);
            passages_[nth].size = static_cast<i64>(made);
        }
    }

    Passage operator[](i32 text) const { return passages_[slot_of(text)]; }

    void fetch_soon(i32 soon, i32 later, i32 much_later) const {
        fetch(passages_[slot_of(soon)].data);
        fetch(passages_[slot_of(soon)].data + kAhead);
        fetch(&passages_[slot_of(later)]);
        fetch(&slots_[static_cast<std::size_t>(much_later)]);
    }

    // The passage of the original that a passage of the folded text came from.
    std::pair<i64, i64> original(i32 text, i64 start, i64 end) const {
        if (start >= end) return {0, 0};
        const Text &from = texts_[slot_of(text)];
        i64 seen = -1, begin = 0;
        for (std::size_t at = 0;; ++at) {
            if (!table_[PyUnicode_READ(from.kind, from.data, at)]) continue;
            if (++seen == start) begin = static_cast<i64>(at);
            if (seen == end - 1) return {begin, static_cast<i64>(at) + 1};
        }
    }

private:
    static std::size_t size_of(PyObject *sequence) {
        const Py_ssize_t size = PySequence_Size(sequence);
        if (size < 0) throw PythonError{};
        return static_cast<std::size_t>(size);
    }

    // The texts that candidates name, in order; `slots` is told where among them each is.
    static std::vector<u32> chosen(const Numbers<i32> &candidates, std::vector<u32> &slots) {
        for (std::size_t at = 0; at < candidates.size(); at += 4)
            for (std::size_t one = at; one < at + 2; ++one) {
                if (candidates[one] < 0 || u64(candidates[one]) >= slots.size())
                    throw std::out_of_range("a candidate is none of the texts");
                slots[static_cast<std::size_t>(candidates[one])] = 1;
            }
        std::vector<u32> out;
        for (std::size_t text = 0; text < slots.size(); ++text)
            if (slots[text]) {
                slots[text] = static_cast<u32>(out.size());
                out.push_back(static_cast<u32>(text));
            }
        return out;
    }

    static constexpr std::size_t kAhead = 16;  // a title is two lines of a cache

    u32 slot_of(i32 text) const { return slots_[static_cast<std::size_t>(text)]; }

    const u32 *table_;
    std::vector<u32> slots_;
    const Texts texts_;
    std::vector<Passage> passages_;
    std::unique_ptr<u32[]> letters_;
};

// Some characters, as a set.
class Letters {
public:
    explicit Letters(PyObject *text) {
        for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(text); ++at) {
            const std::size_t letter = PyUnicode_READ_CHAR(text, at);
            if (has_.size() <= letter) has_.resize(letter + 1);
            has_[letter] = true;
        }
    }
    bool has(u32 letter) const { return letter < has_.size() && has_[letter]; }

private:
    std::vector<bool> has_;
};

enum Relation : i64 { kSame, kNear, kContains, kContained, kSeries, kNone };

struct Found {
    i64 a, b;
    Relation relation;
    i64 edits, longer, common, shorter;
    std::pair<i64, i64> a_span, b_span;
};

struct Ends {
    i64 here, there;
};

// Where the first gram begins, or the last one ends, that stands in both texts shifted by no
// more and no less; `none` where there is none.
Ends first_gram(Passage one, Passage other, i64 least, i64 most, i64 gram, Ends none) {
    for (i64 at = 0; at + gram <= one.size; ++at)
        for (i64 there = std::max<i64>(0, at + least);
             there <= std::min(at + most, other.size - gram); ++there)
            if (std::equal(one.data + at, one.data + at + gram, other.data + there))
                return {at, there};
    return none;
}

Ends last_gram(Passage one, Passage other, i64 least, i64 most, i64 gram, Ends none) {
    for (i64 at = one.size - gram; at >= 0; --at)
        for (i64 there = std::min(at + most, other.size - gram);
             there >= std::max<i64>(0, at + least); --there)
            if (std::equal(one.data + at, one.data + at + gram, other.data + there))
                return {at + gram, there + gram};
    return none;
}

class Verifier {
public:
    Verifier(const FoldedTexts &texts, VerifyRules rules, const Letters &numerals, const Letters &parts)
        : texts_(texts), rules_(rules), numerals_(numerals), parts_(parts) {}

    // Compare two texts in the order of their lengths; false where they are no pair.
    bool compare(const i32 *candidate, Found &out) {
        const i32 a = candidate[0], b = candidate[1];
        short_ = texts_[a];
        long_ = texts_[b];
        const bool turned = long_ < short_;
        if (turned) std::swap(short_, long_);
        if (!short_.size) return false;
        lost_ = lost_of(candidate[2]);
        gram_ = std::min<i64>(rules_.gram, short_.size);
        shift_ = turned ? -i64{candidate[3]} : i64{candidate[3]};
        out.relation = relation(out);
        if (out.relation == kNone) return false;
        const auto [here, there] = spans(out.relation != kContained);
        if (out.relation == kContained && turned) out.relation = kContains;
        out.a = candidate[0];
        out.b = candidate[1];
        out.longer = long_.size;
        out.shorter = short_.size;
        const auto &in_a = turned ? there : here, &in_b = turned ? here : there;
        out.a_span = texts_.original(a, in_a.first, in_a.second);
        out.b_span = texts_.original(b, in_b.first, in_b.second);
        return true;
    }

private:
    using Span = std::pair<i64, i64>;

    Relation relation(Found &out) {
        read_passage();
        out.common = common_;
        if (short_.size == long_.size && std::equal(short_.data, short_.data + short_.size, long_.data)) {
            out.edits = 0;
            return kSame;
        }
        const i64 most = long_.size * i64{rules_.most_edits} / kPerOne;
        out.edits = edits(most);
        if (out.edits <= most) {
            if (differ_in_numbers()) return kSeries;
            return alike_by_chance(out.edits) ? kNone : kNear;
        }
        const i64 least = (short_.size * i64{rules_.least_common} + kPerOne - 1) / kPerOne;
        if (short_.size < i64{rules_.least} || common_ < least) return kNone;
        out.edits = edits(long_.size);
        if (alike_by_chance(out.edits)) return kNone;
        return kContained;
    }

    // The same letters come in the same order by chance where there are few of them: short texts
    // that are not very alike need words in common too.
    bool alike_by_chance(i64 edits) const {
        constexpr i64 few = 32, word = 3;
        if (short_.size >= few || 5 * edits <= long_.size) return false;
        const u32 *const end = long_.data + long_.size;
        i64 words = 0, found = 0;
        for (const u32 *at = short_.data; at + word <= short_.data + short_.size; ++at, ++words)
            found += std::search(long_.data, end, at, at + word) != end;
        return 5 * found < 2 * words;
    }

    i64 edits(i64 most) {
        if (common_ == short_.size) return long_.size - short_.size;  // the rest was put in
        if (long_.size > i64{rules_.whole}) return long_.size - common_;
        if (whole_ && long_.size - common_ > most) return most + 1;
        return comparer_.edits(short_, long_, most, long_.size - common_ + 4);
    }

    // About how many characters of the shorter text are missing from the longer one, by the
    // anchors that are: each change takes the anchors that it stands in.
    i64 lost_of(i64 shared) const {
        const i64 keep = short_.size < i64{kShort} * rules_.keep ? 1 : rules_.keep;
        const i64 missing = std::max<i64>(0, short_.size - shared * keep);
        return missing * 3 / (2 * i64{rules_.gram}) + short_.size / 64 + 8;
    }

    // Count the characters of the shorter text that stand where the longer one should have them.
    void read_passage() {
        common_ = 0;
        last_shift_ = shift_;
        whole_ = false;
        for (i64 start = 0; start < short_.size; start += rules_.stretch) {
            const Passage stretch = short_.part(start, start + rules_.stretch);
            const i64 slack = slack_of(stretch.size);
            const i64 low = std::max<i64>(0, start + last_shift_ - slack);
            const Passage window = long_.part(low, std::max(low, start + last_shift_ + stretch.size + slack));
            if (stands_at(stretch, long_.part(start + last_shift_, start + last_shift_ + stretch.size)))
                common_ += stretch.size;
            else
                common_ += comparer_.common(stretch, window, stretch.size - lost_ * stretch.size / short_.size);
            whole_ = stretch.size == short_.size && window.size == long_.size;
            if (stretch.size == short_.size) return;
            const i64 shift = last_shift_ + start - low;
            const Ends last = last_gram(stretch, window, shift - slack, shift + slack, gram_, {0, shift});
            last_shift_ = last.there - last.here + low - start;
        }
    }

    static bool stands_at(Passage one, Passage other) {
        return one.size == other.size && std::equal(one.data, one.data + one.size, other.data);
    }

    // The shared passage in both: from the first gram that stands in its place to the last.
    std::pair<Span, Span> spans(bool near) const {
        const i64 slack = slack_of(short_.size), ends = near ? long_.size - short_.size : 0;
        const auto least = [&](i64 shift) { return (near ? std::min<i64>(shift, 0) : shift) - slack; };
        const auto most = [&](i64 shift) { return (near ? std::max(shift, ends) : shift) + slack; };
        const auto clip = [&](i64 at) { return std::clamp<i64>(at, 0, long_.size); };
        const Ends first = first_gram(short_, long_, least(shift_), most(shift_), gram_, {0, clip(shift_)});
        const Ends last = last_gram(short_, long_, least(last_shift_), most(last_shift_), gram_,
                                    {short_.size, clip(short_.size + last_shift_)});
        return {{first.here, last.here}, {first.there, std::max(first.there, last.there)}};
    }

    // Tell whether both texts are equal when each number, and a part named at the end, is masked.
    bool differ_in_numbers() const {
        i64 here = 0, there = 0;
        while (here < short_.size && there < long_.size) {
            const i64 one = number_at(short_, here), other = number_at(long_, there);
            if (!one != !other || (!one && short_[here] != long_[there])) return false;
            here += std::max<i64>(one, 1);
            there += std::max<i64>(other, 1);
        }
        return here == short_.size && there == long_.size;
    }

    // How many characters the number at a place has, 0 where there is none.
    i64 number_at(Passage text, i64 at) const {
        i64 end = at;
        while (end < text.size && numerals_.has(text[end])) ++end;
        if (end == at && at + 1 == text.size && parts_.has(text[at])) return 1;
        return end - at;
    }

    static constexpr i64 kPerOne = 10'000;

    const FoldedTexts &texts_;
    const VerifyRules rules_;
    const Letters &numerals_, &parts_;
    Comparer comparer_;
    Passage short_{}, long_{};
    i64 gram_ = 1, shift_ = 0, last_shift_ = 0, common_ = 0, lost_ = 0;
    bool whole_ = false;
};

// A share of a whole, rounded to four digits.
PyObject *share(i64 part, i64 whole) {
    return PyFloat_FromDouble(static_cast<double>((2 * part * 10'000 + whole) / (2 * whole)) / 10'000);
}

PyObject *span_of(std::pair<i64, i64> span) {
    return Py_BuildValue("(LL)", static_cast<long long>(span.first), static_cast<long long>(span.second));
}

PyObject *pair_of(const Found &found, PyObject *relations, PyObject *type) {
    auto *const made = reinterpret_cast<PyTypeObject *>(type);
    Reference pair(made->tp_alloc(made, 7));
    auto set = [&, nth = 0](PyObject *field) mutable {
        if (field == nullptr) throw PythonError{};
        PyTuple_SET_ITEM(pair.object, nth++, field);
    };
    set(PyLong_FromLongLong(found.a));
    set(PyLong_FromLongLong(found.b));
    set(PySequence_GetItem(relations, static_cast<Py_ssize_t>(found.relation)));
    set(share(found.longer - found.edits, found.longer));
    set(share(found.common, found.shorter));
    set(span_of(found.a_span));
    set(span_of(found.b_span));
    return pair.release();
}

struct VerifyNames {
    PyObject *numerals, *parts, *relations, *pair;
};

PyObject *verify(PyObject *sequence, PyObject *packed_table, PyObject *packed_candidates,
                 VerifyRules rules, VerifyNames names, unsigned jobs) {
    auto *type = reinterpret_cast<PyTypeObject *>(names.pair);
    if (rules.gram < 1 || rules.keep < 1 || rules.stretch < 1 || rules.stretch > kLongestPattern ||
        rules.whole > kLongestPattern || rules.most_edits > 10'000 ||
        !PyType_IsSubtype(type, &PyTuple_Type))
        throw std::invalid_argument("no texts can be compared by these rules");
    const Table table(packed_table);
    const Numbers<i32> candidates(packed_candidates);
    if (candidates.size() % 4) throw std::invalid_argument("packed candidates are cut short");
    const Letters numerals(names.numerals), parts(names.parts);
    FoldedTexts folded(sequence, table, candidates);
    share_out(folded.tasks(), jobs, [&](std::size_t task, unsigned) { folded.fold(task); });

    const std::size_t count = candidates.size() / 4, tasks = tasks_for(count);
    std::vector<std::vector<Found>> found(tasks);
    std::vector<std::unique_ptr<Verifier>> verifiers(jobs);
    share_out(tasks, jobs, [&](std::size_t task, unsigned thread) {
        auto &own = verifiers[thread];
        if (!own) own = std::make_unique<Verifier>(folded, rules, numerals, parts);
        Found pair{};
        for (std::size_t nth = task * kTask; nth < std::min(count, (task + 1) * kTask); ++nth) {
            if (nth + 24 < count)
                folded.fetch_soon(candidates[4 * nth + 33], candidates[4 * nth + 65],
                                  candidates[4 * nth + 97]);
            if (own->compare(candidates.data() + 4 * nth, pair)) found[task].push_back(pair);
        }
    });

    Reference out(PyList_New(0));
    for (const auto &part : found)
        for (const auto &each : part) {
            Reference pair(pair_of(each, names.relations, names.pair));
            if (PyList_Append(out.object, pair.object) != 0) throw PythonError{};
        }
    return out.release();
}

// ---------------------------------------------------------------------------------------------
// What Python sees

// Call `work` and turn what it throws into an exception of Python.
template <typename Work>
PyObject *guarded(const Work &work) {
    try {
        return work();
    } catch (const PythonError &) {
        return nullptr;
    } catch (const std::bad_alloc &) {
        return PyErr_NoMemory();
    } catch (const std::length_error &error) {
        PyErr_SetString(PyExc_OverflowError, error.what());
    } catch (const std::logic_error &error) {
        PyErr_SetString(PyExc_ValueError, error.what());
    } catch (const std::exception &error) {
        PyErr_SetString(PyExc_RuntimeError, error.what());
    }
    return nullptr;
}

unsigned threads_for(unsigned jobs) { return std::clamp(jobs, 1u, 256u); }

PyObject *scan_(PyObject *, PyObject *args) {
    PyObject *texts, *table;
    GramRules rules;
    unsigned jobs;
    if (!PyArg_ParseTuple(args, "OOIIII", &texts, &table, &rules.gram, &rules.keep, &rules.edges, &jobs))
        return nullptr;
    return guarded([&] { return scan(texts, table, rules, threads_for(jobs)); });
}

PyObject *group_(PyObject *, PyObject *args) {
    PyObject *columns[5];
    JoinRules rules;
    unsigned jobs;
    if (!PyArg_ParseTuple(args, "(OOOOO)IIIIIIII", columns, columns + 1, columns + 2, columns + 3,
                          columns + 4, &rules.gram, &rules.keep, &rules.cap, &rules.need,
                          &rules.share, &rules.most_copies, &rules.first_new, &jobs))
        return nullptr;
    return guarded([&] { return group(columns, rules, threads_for(jobs)); });
}

PyObject *count_(PyObject *, PyObject *args) {
    PyObject *groups;
    Shard shard;
    unsigned jobs;
    if (!PyArg_ParseTuple(args, "OIII", &groups, &shard.nth, &shard.of, &jobs)) return nullptr;
    return guarded([&] { return count(groups, shard, threads_for(jobs)); });
}

PyObject *verify_(PyObject *, PyObject *args) {
    PyObject *texts, *table, *candidates;
    VerifyRules rules;
    VerifyNames names;
    unsigned jobs;
    if (!PyArg_ParseTuple(args, "OOO(IIIIIII)(UUOO!)I", &texts, &table, &candidates, &rules.gram,
                          &rules.keep, &rules.least, &rules.most_edits, &rules.least_common, &rules.whole,
                          &rules.stretch, &names.numerals, &names.parts, &names.relations,
                          &PyType_Type, &names.pair, &jobs))
        return nullptr;
    return guarded([&] { return verify(texts, table, candidates, rules, names, threads_for(jobs)); });
}

PyMethodDef methods[] = {
    {"scan", scan_, METH_VARARGS, "Fold texts and find their anchors."},
    {"group", group_, METH_VARARGS, "Group texts by anchor."},
    {"count", count_, METH_VARARGS, "Count the anchors that texts share."},
    {"verify", verify_, METH_VARARGS, "Compare the texts that share anchors."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "kernel", "The stages of a search for duplicates, compiled.", -1, methods,
    nullptr, nullptr, nullptr, nullptr,
};

}  // namespace

PyMODINIT_FUNC PyInit_kernel() {
    PyObject *made = PyModule_Create(&module);
    if (made != nullptr && PyModule_AddIntConstant(made, "VERSION", kVersion) != 0) Py_CLEAR(made);
    return made;
}
