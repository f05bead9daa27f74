package org.braintrustbeam.io.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file that is there as a whole or not at all, also after a crash or on a full disk.
 *
 * <p>The content goes into a new file beside the target, is forced to the disk and then takes the
 * target's name, so a link that lies there is replaced, never followed. Devices and pipes are
 * written to directly.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content. */
  public interface Content {
    /** Writes it all; an exception leaves the target as it was. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes {@code target}, in a folder that exists. */
  public static void write(Path target, Content content) throws IOException {
    if (isDevice(target)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
        content.writeTo(out);
      }
      return;
    }
    Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    draft.toFile().deleteOnExit(); // a run that is interrupted here leaves nothing behind
    try {
      writeDraft(draft, content);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Whether a path is written to directly: a file that took the name of {@code /dev/stdout} would
   * replace the device, also where that leads to a regular file.
   */
  public static boolean isDevice(Path target) {
    return target.toAbsolutePath().normalize().startsWith("/dev")
        || (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target));
  }

  private static void writeDraft(Path draft, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }
}
