package org.braintrustbeam.transforms.curate;

import static java.nio.charset.StandardCharsets.UTF_8;

import info.debatty.java.lsh.MinHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to tell how much alike two inputs are: of each of 128 hash functions over the
 * input's pieces of five characters the lowest byte of the minimum (MinHash, of which a byte is
 * enough: Li and König, "b-bit minwise hashing"). The same on every machine.
 *
 * <p>Of texts longer than {@value #END_CHARS} characters twice, both ends count.
 */
@DefaultCoder(SketchCoder.class)
final class Sketch {
  /** How many pieces the hash values are cut into; inputs that share one are compared. */
  static final int BANDS = 16;

  static final int HASHES = 128;
  private static final int ROWS = HASHES / BANDS;
  private static final int PIECE = 5;
  private static final int END_CHARS = 1 << 16;

  /** The prime that the library reckons with; hash values are below. */
  private static final int VALUES = 433_494_437;

  private static final MinHash MIN_HASH = new MinHash(HASHES, VALUES, 1);

  /** The place of a row that the dataset has; cases have a text. */
  private static final String IN_DATASET = "";

  /** By which equal bytes come by chance. */
  private static final double CHANCE = 1 / 256.0;

  private final String id;
  private final String order;
  private final byte[] minima;

  /**
   * As it was made before.
   *
   * @param minima {@value #HASHES} bytes, which nobody may change afterwards
   */
  Sketch(String id, String order, byte[] minima) {
    this.id = id;
    this.order = order;
    this.minima = minima;
  }

  /** A sketch, and by which bands it is found. */
  record InBands(Sketch sketch, List<Long> bands) {}

  /** Of a case. */
  static InBands of(Case value) {
    return of(value.id(), value.order(), value.input());
  }

  /** Of a row of the dataset, which goes before all cases. */
  static InBands inDataset(String id, RawJson input) {
    return of(id, IN_DATASET, input);
  }

  private static InBands of(String id, String order, RawJson input) {
    int[] signature = MIN_HASH.signature(pieces(ComparedText.of(input)));
    byte[] minima = new byte[HASHES];
    for (int i = 0; i < HASHES; i++) {
      minima[i] = (byte) signature[i];
    }
    return new InBands(new Sketch(id, order, minima), bands(signature));
  }

  /** Of an input alone. */
  static Sketch of(RawJson input) {
    return of("", IN_DATASET, input).sketch();
  }

  private static Set<Integer> pieces(String text) {
    Set<Integer> pieces = new HashSet<>();
    if (text.length() <= 2 * END_CHARS) {
      add(pieces, text);
    } else {
      add(pieces, text.substring(0, END_CHARS));
      add(pieces, text.substring(text.length() - END_CHARS));
    }
    return pieces;
  }

  private static void add(Set<Integer> pieces, String text) {
    for (int i = 0; i == 0 || i + PIECE <= text.length(); i++) {
      CRC32C crc = new CRC32C();
      crc.update(text.substring(i, Math.min(i + PIECE, text.length())).getBytes(UTF_8));
      pieces.add((int) (crc.getValue() % VALUES));
    }
  }

  private static List<Long> bands(int[] signature) {
    List<Long> bands = new ArrayList<>(BANDS);
    for (int band = 0; band < BANDS; band++) {
      long hash = 1L + band;
      for (int i = 0; i < ROWS; i++) {
        hash = hash * 0x9E3779B97F4A7C15L + signature[band * ROWS + i]; // odd, so nothing is lost
        hash ^= hash >>> 32;
      }
      bands.add(hash);
    }
    return bands;
  }

  /** About the share of pieces that both inputs have, of all that either has; 1 if equal. */
  double similarity(Sketch other) {
    int same = 0;
    for (int i = 0; i < HASHES; i++) {
      same += minima[i] == other.minima[i] ? 1 : 0;
    }
    return Math.max(0, (same / (double) HASHES - CHANCE) / (1 - CHANCE));
  }

  String id() {
    return id;
  }

  /** The place of its case. */
  String order() {
    return order;
  }

  /** Whether it is of a row that the dataset has. */
  boolean isInDataset() {
    return order.equals(IN_DATASET);
  }

  /** Not a copy: nobody may change it. */
  byte[] minima() {
    return minima;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sketch that
        && id.equals(that.id)
        && order.equals(that.order)
        && Arrays.equals(minima, that.minima);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, order, Arrays.hashCode(minima));
  }

  @Override
  public String toString() {
    return "Sketch[" + id + "]";
  }
}
