/*
 * What C reaches on this core at counting the differing bits of packed rows: loops over data that
 * lies ready in the order that each wants, and nothing else. Prints lines of "loop synapses
 * gigaproducts-per-second".
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { ROUNDS = 7, MOST_WORDS = 18, MOST_NEURONS = 1024, MOST_WINDOWS = 784 };

struct shape {
  int words, neurons, windows;
};

/* As KernelBenchmark has them. */
static const struct shape SHAPES[] = {{16, 1024, 32}, {9, 64, 784}, {18, 128, 100}};

/* Neuron by neuron, and 8 or 4 neurons side by side, word by word. */
static uint64_t weights[MOST_NEURONS * MOST_WORDS] __attribute__((aligned(64)));
static uint64_t windows[MOST_WINDOWS * MOST_WORDS] __attribute__((aligned(64)));
static uint32_t counts[MOST_NEURONS] __attribute__((aligned(64)));

typedef void loop(const uint64_t *window, const struct shape *s);

#if defined(__clang__)
#define ONE_BY_ONE _Pragma("clang loop vectorize(disable) interleave(disable)")
#define PLAIN
#else
#define ONE_BY_ONE
#define PLAIN __attribute__((optimize("no-tree-vectorize", "no-tree-slp-vectorize")))
#endif

PLAIN static void scalar(const uint64_t *window, const struct shape *s) {
  const uint64_t *w = weights;
  ONE_BY_ONE for (int n = 0; n < s->neurons; n++) {
    uint64_t sum = 0;
    ONE_BY_ONE for (int i = 0; i < s->words; i++) {
      sum += (uint64_t)__builtin_popcountll(window[i] ^ *w++);
    }
    counts[n] = (uint32_t)sum;
  }
}

#if defined(__AVX2__)
static void avx2(const uint64_t *window, const struct shape *s) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2,
                                         1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i nibble = _mm256_set1_epi8(15);
  const uint64_t *w = weights;
  for (int n = 0; n < s->neurons; n += 4) {
    __m256i bytes = _mm256_setzero_si256(); /* at most 8 for each of 18 words */
    for (int i = 0; i < s->words; i++, w += 4) {
      __m256i x = _mm256_xor_si256(_mm256_load_si256((const __m256i *)w),
                                   _mm256_set1_epi64x((long long)window[i]));
      __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(x, nibble));
      __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), nibble));
      bytes = _mm256_add_epi8(bytes, _mm256_add_epi8(low, high));
    }
    __m256i sums = _mm256_sad_epu8(bytes, _mm256_setzero_si256());
    __m256i packed =
        _mm256_permutevar8x32_epi32(sums, _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7));
    _mm_store_si128((__m128i *)(counts + n), _mm256_castsi256_si128(packed));
  }
}
#endif

#if defined(__AVX512VPOPCNTDQ__)
static void avx512(const uint64_t *window, const struct shape *s) {
  const uint64_t *w = weights;
  for (int n = 0; n < s->neurons; n += 8) {
    __m512i sums = _mm512_setzero_si512();
    for (int i = 0; i < s->words; i++, w += 8) {
      __m512i x = _mm512_xor_si512(_mm512_load_si512(w), _mm512_set1_epi64((long long)window[i]));
      sums = _mm512_add_epi64(sums, _mm512_popcnt_epi64(x));
    }
    _mm256_store_si256((__m256i *)(counts + n), _mm512_cvtepi64_epi32(sums));
  }
}
#endif

static double now(void) {
  struct timespec t;
  timespec_get(&t, TIME_UTC);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static uint32_t seen;

static void measure(const char *name, loop *run) {
  for (unsigned k = 0; k < sizeof SHAPES / sizeof *SHAPES; k++) {
    const struct shape *s = &SHAPES[k];
    double products = 64.0 * s->words * s->neurons * s->windows;
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int layers = 0;
      double start = now(), taken;
      do {
        for (int window = 0; window < s->windows; window++) {
          run(windows + window * s->words, s);
          seen += counts[window % s->neurons];
        }
        layers++;
        taken = now() - start;
      } while (taken < 0.03);
      double rate = layers * products / taken / 1e9;
      best = rate > best ? rate : best;
    }
    printf("%s %d %.1f\n", name, 64 * s->words, best);
  }
}

int main(void) {
  for (unsigned i = 0; i < sizeof weights / sizeof *weights; i++) {
    weights[i] = (uint64_t)rand() << 33 ^ (uint64_t)rand() << 11 ^ (uint64_t)rand();
  }
  for (unsigned i = 0; i < sizeof windows / sizeof *windows; i++) {
    windows[i] = (uint64_t)rand() << 33 ^ (uint64_t)rand() << 11 ^ (uint64_t)rand();
  }
#if defined(__AVX512VPOPCNTDQ__)
  measure("avx512", avx512);
#endif
#if defined(__AVX2__)
  measure("avx2", avx2);
#endif
  measure("scalar", scalar);
  fprintf(stderr, "%u\n", seen);
  return 0;
}
