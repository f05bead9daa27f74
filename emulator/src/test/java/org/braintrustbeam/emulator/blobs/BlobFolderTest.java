package org.braintrustbeam.emulator.blobs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFolderTest {
  private static final int MANY = 400;

  @TempDir Path folder;

  @Test
  void whatIsOldIsRemovedAndTheRestStays() throws IOException {
    BlobFolder blobs = BlobFolder.open(folder);
    put(blobs, "a");

    blobs.deleteOlderThan(Instant.now().minus(Duration.ofHours(1)));
    assertThat(blobs.has("a"), is(true));

    blobs.deleteOlderThan(Instant.now().plus(Duration.ofHours(1)));
    assertThat(blobs.has("a"), is(false));
  }

  @Test
  void uploadsAtTheSameTimeDoNotTripOverEachOthersUnfinishedFiles() throws IOException {
    BlobFolder blobs = BlobFolder.open(folder);

    IntStream.range(0, MANY)
        .parallel()
        .forEach(
            i -> {
              put(blobs, "key " + i % 10);
              try {
                blobs.deleteOlderThan(Instant.EPOCH);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    assertThat(blobs.has("key 9"), is(true));
  }

  private static void put(BlobFolder blobs, String key) {
    try {
      blobs.put(key, new ByteArrayInputStream(new byte[] {1}), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
