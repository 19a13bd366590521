/* Double SHA-256 over the nonces of a block header, as a good C miner does it: the first block's state is kept, the
   second block and the second hash are compressed for each nonce. With the processor's SHA instructions where the
   compiler is told to use them (-msha), two nonces at a time; else in portable C. Not with -march=native: the wide
   forms of the other instructions, mixed with these, made it a hundred times slower on a virtual machine.

   long scan(header[80], first, count, top): the first nonce of `count` from `first` on whose hash has a last word,
   byte-reversed, of at most `top`; -1 if none has. */
#include <stdint.h>
#include <string.h>

static const uint32_t K[64] = {
  0x428a2f98,0x71374491,0xb5c0fbcf,0xe9b5dba5,0x3956c25b,0x59f111f1,0x923f82a4,0xab1c5ed5,
  0xd807aa98,0x12835b01,0x243185be,0x550c7dc3,0x72be5d74,0x80deb1fe,0x9bdc06a7,0xc19bf174,
  0xe49b69c1,0xefbe4786,0x0fc19dc6,0x240ca1cc,0x2de92c6f,0x4a7484aa,0x5cb0a9dc,0x76f988da,
  0x983e5152,0xa831c66d,0xb00327c8,0xbf597fc7,0xc6e00bf3,0xd5a79147,0x06ca6351,0x14292967,
  0x27b70a85,0x2e1b2138,0x4d2c6dfc,0x53380d13,0x650a7354,0x766a0abb,0x81c2c92e,0x92722c85,
  0xa2bfe8a1,0xa81a664b,0xc24b8b70,0xc76c51a3,0xd192e819,0xd6990624,0xf40e3585,0x106aa070,
  0x19a4c116,0x1e376c08,0x2748774c,0x34b0bcb5,0x391c0cb3,0x4ed8aa4a,0x5b9cca4f,0x682e6ff3,
  0x748f82ee,0x78a5636f,0x84c87814,0x8cc70208,0x90befffa,0xa4506ceb,0xbef9a3f7,0xc67178f2};
static const uint32_t INITIAL[8] = {
  0x6a09e667,0xbb67ae85,0x3c6ef372,0xa54ff53a,0x510e527f,0x9b05688c,0x1f83d9ab,0x5be0cd19};

#ifdef __SHA__
#include <immintrin.h>
/* Two at a time: the instructions of one fill the waits of the other. */
static inline void compress(uint32_t state[2][8], const uint32_t words[2][16]) {
  __m128i t, s0[2], s1[2], a[2], b[2], m[2][4];
  for (int l = 0; l < 2; l++) {
    t = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *) state[l]), 0xb1);
    s1[l] = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *) (state[l] + 4)), 0x1b);
    a[l] = s0[l] = _mm_alignr_epi8(t, s1[l], 8);
    b[l] = s1[l] = _mm_blend_epi16(s1[l], t, 0xf0);
    for (int i = 0; i < 4; i++) m[l][i] = _mm_loadu_si128((const __m128i *) (words[l] + 4 * i));
  }
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) {
    for (int l = 0; l < 2; l++) {
      __m128i k = _mm_add_epi32(m[l][i & 3], _mm_loadu_si128((const __m128i *) (K + 4 * i)));
      s1[l] = _mm_sha256rnds2_epu32(s1[l], s0[l], k);
      s0[l] = _mm_sha256rnds2_epu32(s0[l], s1[l], _mm_shuffle_epi32(k, 0x0e));
      if (i < 12) {
        __m128i w = _mm_sha256msg1_epu32(m[l][i & 3], m[l][(i + 1) & 3]);
        w = _mm_add_epi32(w, _mm_alignr_epi8(m[l][(i + 3) & 3], m[l][(i + 2) & 3], 4));
        m[l][i & 3] = _mm_sha256msg2_epu32(w, m[l][(i + 3) & 3]);
      }
    }
  }
  for (int l = 0; l < 2; l++) {
    t = _mm_shuffle_epi32(_mm_add_epi32(s0[l], a[l]), 0x1b);
    s1[l] = _mm_shuffle_epi32(_mm_add_epi32(s1[l], b[l]), 0xb1);
    _mm_storeu_si128((__m128i *) state[l], _mm_blend_epi16(t, s1[l], 0xf0));
    _mm_storeu_si128((__m128i *) (state[l] + 4), _mm_alignr_epi8(s1[l], t, 8));
  }
}
#else
static inline uint32_t turn(uint32_t x, int n) { return x >> n | x << (32 - n); }
static inline void compress_one(uint32_t *state, const uint32_t *words) {
  uint32_t w[64], s[8];
  memcpy(w, words, 64);
  for (int i = 16; i < 64; i++) {
    uint32_t x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ x >> 3) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ y >> 10);
  }
  memcpy(s, state, 32);
  for (int i = 0; i < 64; i++) {
    uint32_t t1 = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + K[i] + w[i];
    uint32_t t2 = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    s[7] = s[6]; s[6] = s[5]; s[5] = s[4]; s[4] = s[3] + t1; s[3] = s[2]; s[2] = s[1]; s[1] = s[0]; s[0] = t1 + t2;
  }
  for (int i = 0; i < 8; i++) state[i] += s[i];
}
static inline void compress(uint32_t state[2][8], const uint32_t words[2][16]) {
  for (int l = 0; l < 2; l++) compress_one(state[l], words[l]);
}
#endif

int64_t scan(const uint8_t *header, uint32_t first, uint32_t count, uint32_t top) {
  uint32_t words[2][16], middle[2][8], tail[2][16] = {0}, second[2][16] = {0}, state[2][8];
  for (int l = 0; l < 2; l++) {
    for (int i = 0; i < 16; i++) { memcpy(&words[l][i], header + 4 * i, 4); words[l][i] = __builtin_bswap32(words[l][i]); }
    memcpy(middle[l], INITIAL, 32);
    for (int i = 0; i < 3; i++) { memcpy(&tail[l][i], header + 64 + 4 * i, 4); tail[l][i] = __builtin_bswap32(tail[l][i]); }
    tail[l][4] = 0x80000000; tail[l][15] = 640;
    second[l][8] = 0x80000000; second[l][15] = 256;
  }
  compress(middle, words);
  for (uint32_t i = 0; i < count; i += 2) {
    for (int l = 0; l < 2; l++) {
      tail[l][3] = __builtin_bswap32(first + i + l);
      memcpy(state[l], middle[l], 32);
    }
    compress(state, tail);
    for (int l = 0; l < 2; l++) { memcpy(second[l], state[l], 32); memcpy(state[l], INITIAL, 32); }
    compress(state, second);
    for (int l = 0; l < 2; l++) {
      if (__builtin_bswap32(state[l][7]) <= top && i + l < count) return (uint32_t) (first + i + l);
    }
  }
  return -1;
}
