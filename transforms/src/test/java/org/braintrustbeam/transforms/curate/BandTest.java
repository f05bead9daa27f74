package org.braintrustbeam.transforms.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BandTest {
  private static Sketch inDataset(int id, int content) {
    byte[] minima = ByteBuffer.allocate(Sketch.HASHES).putInt(content).array();
    return new Sketch(String.format(Locale.ROOT, "row-%07d", id), "", minima);
  }

  private static List<Sketch> kept(List<Sketch> sketches) {
    Band band = new Band();
    sketches.forEach(band::offer);
    return band.sketches();
  }

  @Test
  void ofEqualRowsOfTheDatasetTheLowestIdIsKept() {
    List<Sketch> sketches = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      sketches.add(inDataset(i, i % 3));
    }
    List<Sketch> lowest = sketches.subList(0, 3).stream().toList();
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(sketches, new Random(i));
      assertThat(kept(sketches), is(lowest));
    }
  }

  @Test
  void ofRowsThatDifferTheFirstAreKeptWhateverTheOrderTheyComeIn() {
    List<Sketch> sketches = new ArrayList<>();
    for (int i = 0; i < 2 * Band.MOST_ROWS; i++) {
      sketches.add(inDataset(i, i));
      sketches.add(inDataset(1_000_000 + i, i));
    }
    List<Sketch> first = new ArrayList<>();
    for (int i = 0; i < Band.MOST_ROWS; i++) {
      first.add(inDataset(i, i));
    }
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(sketches, new Random(i));
      assertThat(kept(sketches), is(first));
    }
  }

  @Test
  void casesAreAllKept() {
    List<Sketch> sketches = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sketches.add(Sketch.of(Cases.of(i, "the same")).sketch());
    }

    assertThat(kept(sketches), hasSize(50));
    assertThat(kept(List.of()), is(empty()));
  }
}
