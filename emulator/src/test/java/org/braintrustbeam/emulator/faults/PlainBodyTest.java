package org.braintrustbeam.emulator.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.braintrustbeam.emulator.api.ApiError;
import org.junit.jupiter.api.Test;

class PlainBodyTest {
  @Test
  void theBoundIsOnWhatComesOutOfThePacket() throws IOException {
    byte[] body = new byte[100_000];

    assertThat(PlainBody.unpacked(packed(body), body.length), equalTo(body));
    ApiError error =
        assertThrows(ApiError.class, () -> PlainBody.unpacked(packed(body), body.length - 1));
    assertThat(error.status(), is(413));
  }

  private static byte[] packed(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
