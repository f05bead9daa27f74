package org.braintrustbeam.io.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On a disk of this machine, or one that is mounted: a file that grows, forced to the disk with
 * each batch of lines.
 *
 * <p>A place is the number of the file, in this process, and where the line begins in it. Of a file
 * that somebody else writes to, what has come since is read the next time.
 */
final class LocalAnswers implements AnswerDisk {
  private static final int OFFSET_BITS = 40;
  private static final int LINE_BUFFER = 1 << 12;

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final Map<Path, Integer> numbers = new HashMap<>();
  private final Map<Path, Long> read = new HashMap<>();
  private @Nullable FileChannel own;
  private int ownNumber;

  LocalAnswers(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void scan(Lines.Taker taker) throws IOException {
    for (Path file : others()) {
      long from = read.getOrDefault(file, 0L);
      long number = number(file);
      try (FileChannel channel = FileChannel.open(file)) {
        InputStream in = Channels.newInputStream(channel.position(from));
        long end =
            Lines.read(
                in, from, (line, offset) -> taker.take(line, number << OFFSET_BITS | offset));
        read.put(file, end);
      }
    }
  }

  /** In the order of their names, so that of two answers to a request the same one counts. */
  private Set<Path> others() throws IOException {
    Set<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, PREFIX + "*")) {
      stream.forEach(found::add);
    }
    return found;
  }

  private int number(Path file) {
    return numbers.computeIfAbsent(
        file,
        added -> {
          files.add(added);
          return files.size() - 1;
        });
  }

  @Override
  public synchronized List<Long> append(List<byte[]> lines) throws IOException {
    FileChannel channel = opened();
    try {
      List<Long> places = new ArrayList<>();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      long start = channel.position();
      for (byte[] line : lines) {
        places.add((long) ownNumber << OFFSET_BITS | (start + all.size()));
        all.writeBytes(line);
      }
      writeAll(channel, all.toByteArray());
      channel.force(false);
      read.put(files.get(ownNumber), channel.position());
      return places;
    } catch (IOException e) {
      own = null; // it may end in half a line
      channel.close();
      throw e;
    }
  }

  private FileChannel opened() throws IOException {
    FileChannel open = own;
    if (open == null) {
      Path file = folder.resolve(PREFIX + UUID.randomUUID() + ".log");
      open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      own = open;
      ownNumber = number(file);
    }
    return open;
  }

  @Override
  public byte[] line(long place) throws IOException {
    Path file;
    synchronized (this) {
      file = files.get((int) (place >>> OFFSET_BITS));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return lineAt(channel, place & ((1L << OFFSET_BITS) - 1));
    }
  }

  /** The line that begins there, without its end. */
  static byte[] lineAt(FileChannel channel, long offset) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(LINE_BUFFER);
    long at = offset;
    for (int read = channel.read(buffer, at); read > 0; read = channel.read(buffer, at)) {
      for (int i = 0; i < read; i++) {
        if (buffer.get(i) == '\n') {
          line.write(buffer.array(), 0, i);
          return line.toByteArray();
        }
      }
      line.write(buffer.array(), 0, read);
      at += read;
      buffer.clear();
    }
    throw new IOException("an answer that was there is gone");
  }

  static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  @Override
  public long collectMillis() {
    return 0; // what comes while a batch is forced is the next one
  }
}
