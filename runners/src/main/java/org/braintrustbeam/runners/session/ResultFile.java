package org.braintrustbeam.runners.session;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;

/**
 * A file that appears whole or not at all: written beside its place under another name, forced to
 * the disk, then renamed.
 */
final class ResultFile implements Result {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path target;
  private final Path partial;
  private final Stream stream;

  private ResultFile(Path target, Path partial, FileChannel channel) {
    this.target = target;
    this.partial = partial;
    this.stream = new Stream(channel, target.toString());
  }

  /** Creates the partial file, so that a folder one cannot write to is found before any work. */
  static ResultFile at(Path target) throws IOException {
    Path partial = target.resolveSibling(".%s.%s.part".formatted(name(target), UUID.randomUUID()));
    // CREATE_NEW fails where something is there already, a link that somebody planted included.
    FileChannel channel = FileChannel.open(partial, Set.of(WRITE, CREATE_NEW, NOFOLLOW_LINKS));
    return new ResultFile(target, partial, channel);
  }

  private static String name(Path target) {
    return String.valueOf(target.getFileName());
  }

  @Override
  public OutputStream open() {
    return stream;
  }

  @Override
  public void keep() throws IOException {
    stream.close();
    stream.attempt(() -> Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE));
  }

  @Override
  public void discard() {
    try {
      stream.abandon();
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      // The reason the run failed matters more than a file that cannot be removed.
    }
  }

  /** Forces what was written to the disk before it is closed. */
  private static final class Stream extends NamedOutput {
    private final FileChannel channel;

    Stream(FileChannel channel, String name) {
      super(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES), name);
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        flush();
        attempt(() -> channel.force(true));
        channel.close();
      }
    }

    void abandon() throws IOException {
      channel.close();
    }
  }
}
