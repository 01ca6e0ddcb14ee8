/*
 * The peer of bench/waterfall: the same model as the engine's direct simulation, written plainly in C on 64-bit integers.
 * It reads deals that the bench has laid out, throws one 32-bit word for every loan in every month, pays each month in
 * order, and prints its time and its sums, which must equal the engine's to the fen.
 *
 *   gcc -O3 -o peer peer.c && ./peer FILE PATHS SEED
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
  int32_t loans, periods, tranches, retains;
  int32_t *default_limits, *exit_limits, *recovery_periods, *lengths, *classes;
  int64_t *cash, *balances, *exposures, *recoveries, *principals, *nums, *dens, *fee_nums, *fee_dens;
  int64_t pool, fixed_fees, opening_cash, opening_reserve, reserve_fixed, reserve_num, reserve_den;
  int64_t accelerate_at, default_at;
} Deal;

static uint32_t wa, wb, wc, wd;

static inline int32_t next_word(void) {
  uint32_t word = wa + wb + wd;
  wa = wb ^ (wb >> 9);
  wb = wc + (wc << 3);
  wc = ((wc << 21) | (wc >> 11)) + word;
  wd += 1;
  return (int32_t)word;
}

static void start_path(uint32_t seed, uint32_t path) {
  wa = seed;
  wb = path;
  wc = (seed ^ (path << 16)) * 0x9e3779b1u;
  wd = 1;
  for (int step = 0; step < 15; step += 1) next_word();
}

static inline int64_t share_of(int64_t amount, int64_t num, int64_t den) {
  return (2 * amount * num + den) / (2 * den);
}

static inline int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static void read_all(FILE *file, void *into, size_t size, size_t count) {
  if (fread(into, size, count, file) != count) {
    fprintf(stderr, "the file of deals ends too early\n");
    exit(2);
  }
}

static void *take(FILE *file, size_t size, size_t count) {
  void *array = malloc(size * count);
  if (array == NULL) exit(2);
  read_all(file, array, size, count);
  return array;
}

static Deal read_deal(FILE *file) {
  Deal d;
  read_all(file, &d.loans, 4, 4);
  size_t cells = (size_t)d.loans * (size_t)d.periods, shares = (size_t)d.tranches * (size_t)d.periods;
  d.default_limits = take(file, 4, cells);
  d.exit_limits = take(file, 4, cells);
  d.recovery_periods = take(file, 4, cells);
  d.lengths = take(file, 4, d.loans);
  d.classes = take(file, 4, d.tranches);
  d.cash = take(file, 8, cells);
  d.balances = take(file, 8, cells);
  d.exposures = take(file, 8, cells);
  d.recoveries = take(file, 8, cells);
  d.principals = take(file, 8, d.tranches);
  d.nums = take(file, 8, shares);
  d.dens = take(file, 8, shares);
  d.fee_nums = take(file, 8, d.periods);
  d.fee_dens = take(file, 8, d.periods);
  read_all(file, &d.pool, 8, 9);
  return d;
}

static void throw_path(const Deal *d, int64_t *cash, int64_t *balances, int64_t *defaulted) {
  for (int t = 0; t < d->periods; t += 1) cash[t] = balances[t] = defaulted[t] = 0;
  for (int loan = 0; loan < d->loans; loan += 1) {
    for (int t = 0; t < d->lengths[loan]; t += 1) {
      int cell = loan * d->periods + t;
      int32_t word = next_word();
      if (word < d->exit_limits[cell]) {
        if (word < d->default_limits[cell]) {
          defaulted[t] += d->exposures[cell];
          if (d->recovery_periods[cell] < d->periods) cash[d->recovery_periods[cell]] += d->recoveries[cell];
        } else {
          cash[t] += d->cash[cell] + d->balances[cell];
        }
        break;
      }
      cash[t] += d->cash[cell];
      balances[t] += d->balances[cell];
    }
  }
}

static void pay_principal(const Deal *d, int64_t *balance, int of, int64_t amount) {
  for (int i = 0; i < d->tranches; i += 1) {
    if (d->classes[i] != of) continue;
    int64_t paid = least(amount, balance[i]);
    balance[i] -= paid;
    amount -= paid;
  }
}

static void pay_path(const Deal *d, const int64_t *cash, const int64_t *pools, const int64_t *defaulted, int64_t *balance) {
  int64_t sum[3] = {0, 0, 0}, unpaid[3] = {0, 0, 0};
  int64_t account = d->opening_cash, reserve = d->opening_reserve, pool = d->pool;
  int64_t fees = 0, owed = 0, lost = 0;
  int mode = 0;
  for (int i = 0; i < d->tranches; i += 1) {
    balance[i] = d->principals[i];
    sum[d->classes[i]] += balance[i];
  }
  for (int t = 0; t < d->periods; t += 1) {
    int last = t == d->periods - 1;
    int64_t left = account + reserve + cash[t];
    lost += defaulted[t];
    owed += pool - pools[t];
    fees += d->fixed_fees + share_of(pool, d->fee_nums[t], d->fee_dens[t]);
    for (int i = 0; i < d->tranches; i += 1)
      unpaid[d->classes[i]] += share_of(balance[i], d->nums[t * d->tranches + i], d->dens[t * d->tranches + i]);
    if (lost >= d->default_at) mode = 2;
    else if (mode == 0 && lost >= d->accelerate_at) mode = 1;
    int retain = d->retains && mode == 0 && !last && sum[0] + sum[1] > 0;
    if (mode == 0 && fees + unpaid[0] + (last ? sum[0] : 0) > left) {
      mode = 2;
      retain = 0;
    }
    int full = mode > 0 || last;
    int64_t paid = least(left, fees), principal = 0, due[3];
    fees -= paid;
    left -= paid;
    due[0] = full ? sum[0] : least(owed, sum[0]);
    due[1] = full ? sum[1] : least(owed - due[0], sum[1]);
    due[2] = full ? sum[2] : least(owed - due[0] - due[1], sum[2]);
    int64_t after[2] = {sum[0] - due[0], sum[1] - due[1]}, target = 0;
    if (!full && after[0] > 0) {
      target = after[0] * d->reserve_num / d->reserve_den;
      if (target < d->reserve_fixed) target = d->reserve_fixed;
    }
    for (int of = 0; of < 2; of += 1) {
      paid = least(left, unpaid[of]);
      unpaid[of] -= paid;
      left -= paid;
      paid = least(left, due[of]);
      pay_principal(d, balance, of, paid);
      sum[of] -= paid;
      left -= paid;
      principal += paid;
      if (of == 0) {
        reserve = least(left, target);
        left -= reserve;
      }
    }
    int64_t hold = after[0] + after[1] - pools[t] - target;
    account = hold > 0 ? least(left, hold) : 0;
    left -= account;
    if (retain) {
      account += left;
    } else {
      paid = least(left, unpaid[2]);
      unpaid[2] -= paid;
      left -= paid;
      paid = least(left, sum[0] + sum[1] == 0 ? sum[2] : due[2]);
      pay_principal(d, balance, 2, paid);
      sum[2] -= paid;
      principal += paid;
    }
    owed = owed > principal ? owed - principal : 0;
    pool = pools[t];
  }
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int count, char **words) {
  if (count != 4) {
    fprintf(stderr, "usage: peer FILE PATHS SEED\n");
    return 2;
  }
  FILE *file = fopen(words[1], "rb");
  if (file == NULL) return 2;
  int32_t deals;
  int paths = atoi(words[2]);
  uint32_t seed = (uint32_t)strtoul(words[3], NULL, 10);
  read_all(file, &deals, 4, 1);
  Deal *all = malloc(sizeof(Deal) * (size_t)deals);
  for (int i = 0; i < deals; i += 1) all[i] = read_deal(file);
  double began = seconds();
  for (int i = 0; i < deals; i += 1) {
    const Deal *d = &all[i];
    int64_t cash[600], balances[600], defaulted[600], balance[50], total[50] = {0};
    for (int path = 0; path < paths; path += 1) {
      start_path(seed, (uint32_t)path);
      throw_path(d, cash, balances, defaulted);
      pay_path(d, cash, balances, defaulted, balance);
      for (int j = 0; j < d->tranches; j += 1) total[j] += balance[j];
    }
    printf("losses");
    for (int j = 0; j < d->tranches; j += 1) printf(" %lld", (long long)total[j]);
    printf("\n");
  }
  printf("seconds %.6f\n", seconds() - began);
  return 0;
}
