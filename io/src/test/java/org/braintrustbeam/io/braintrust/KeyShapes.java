package org.braintrustbeam.io.braintrust;

import java.util.Random;

/** Ways in which rows come to have their keys. */
enum KeyShapes {
  /** Over a month, one by one. */
  UNIFORM {
    @Override
    long key(int row, int rows, Random random) {
      return at(random.nextInt(MONTH)) + ((long) random.nextInt(3) << 16) + random.nextInt(9);
    }
  },
  /** One a second. */
  STEADY {
    @Override
    long key(int row, int rows, Random random) {
      return at(row);
    }
  },
  /** Within two seconds, a thousand a request. */
  BURST {
    @Override
    long key(int row, int rows, Random random) {
      return burst(0, row, rows);
    }
  },
  /** Ten times two seconds in a month. */
  BURSTS {
    @Override
    long key(int row, int rows, Random random) {
      int size = rows / 10 + 1;
      return burst(MONTH / 10 * (row / size) + 77 * (row / size), row % size, size);
    }
  },
  /** Half of them in two seconds, half of them in the month after. */
  TAIL {
    @Override
    long key(int row, int rows, Random random) {
      return row < rows / 2
          ? burst(0, row, rows / 2)
          : at(2 + random.nextInt(MONTH)) + random.nextInt(9);
    }
  },
  /** Half of them in two seconds in the midst of a month. */
  LUMP {
    @Override
    long key(int row, int rows, Random random) {
      return row < rows / 2
          ? burst(MONTH / 3, row, rows / 2)
          : at(random.nextInt(MONTH)) + (9L << 16) + random.nextInt(9);
    }
  },
  /** In one request. */
  ONCE {
    @Override
    long key(int row, int rows, Random random) {
      return at(1) + row;
    }
  },
  /** Twelve thousand a second, a thousand a request. */
  LOAD {
    @Override
    long key(int row, int rows, Random random) {
      return at(row / 12_000) + ((long) (row % 12_000 / 1_000) << 16) + row % 1_000;
    }
  };

  private static final long START = 1_795_000_000L;
  private static final int MONTH = 2_600_000;

  abstract long key(int row, int rows, Random random);

  long[] keys(int rows, Random random) {
    long[] keys = new long[rows];
    for (int row = 0; row < rows; row++) {
      keys[row] = key(row, rows, random);
    }
    return keys;
  }

  static long at(int second) {
    return (START + second) << 32;
  }

  static long burst(int second, int row, int rows) {
    int inSecond = row % ((rows + 1) / 2);
    return at(second + row / ((rows + 1) / 2))
        + ((long) (inSecond / 1_000) << 16)
        + inSecond % 1_000;
  }
}
