package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Files in the memory of this process, as {@code shelf://…} and, without renaming, as {@code
 * box://…}. As in an object store, a file is there when it is closed, and folders are but names.
 */
public final class MemoryFileSystem extends FileSystem<MemoryResource> {
  private static final Map<String, byte[]> FILES = new ConcurrentSkipListMap<>();

  private final String scheme;

  private MemoryFileSystem(String scheme) {
    this.scheme = scheme;
  }

  /** All files whose names begin so, with their text. */
  public static Map<String, String> files(String prefix) {
    Map<String, String> files = new TreeMap<>();
    FILES.forEach(
        (name, content) -> {
          if (name.startsWith(prefix)) {
            files.put(name, new String(content, UTF_8));
          }
        });
    return files;
  }

  /** Where Beam finds it. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new MemoryFileSystem("shelf"), new MemoryFileSystem("box"));
    }
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    return specs.stream().map(MemoryFileSystem::match).toList();
  }

  private static MatchResult match(String spec) {
    String quoted = Pattern.quote(spec).replace("**", "\\E\n\\Q").replace("*", "\\E[^/]*\\Q");
    String regex = quoted.replace("\n", ".*");
    List<MatchResult.Metadata> found =
        FILES.entrySet().stream()
            .filter(file -> file.getKey().matches(regex))
            .map(
                file ->
                    MatchResult.Metadata.builder()
                        .setResourceId(new MemoryResource(file.getKey()))
                        .setSizeBytes(file.getValue().length)
                        .setIsReadSeekEfficient(false)
                        .build())
            .toList();
    return found.isEmpty()
        ? MatchResult.create(MatchResult.Status.NOT_FOUND, new FileNotFoundException(spec))
        : MatchResult.create(MatchResult.Status.OK, found);
  }

  @Override
  protected WritableByteChannel create(MemoryResource file, CreateOptions options) {
    return Channels.newChannel(
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            FILES.put(file.name(), toByteArray());
          }
        });
  }

  @Override
  protected ReadableByteChannel open(MemoryResource file) throws FileNotFoundException {
    return Channels.newChannel(new ByteArrayInputStream(content(file)));
  }

  private static byte[] content(MemoryResource file) throws FileNotFoundException {
    byte[] content = FILES.get(file.name());
    if (content == null) {
      throw new FileNotFoundException(file.name());
    }
    return content;
  }

  @Override
  protected void copy(List<MemoryResource> from, List<MemoryResource> to)
      throws FileNotFoundException {
    for (int i = 0; i < from.size(); i++) {
      FILES.put(to.get(i).name(), content(from.get(i)));
    }
  }

  @Override
  protected void rename(List<MemoryResource> from, List<MemoryResource> to, MoveOptions... options)
      throws FileNotFoundException {
    if (scheme.equals("box")) {
      throw new UnsupportedOperationException("no rename");
    }
    copy(from, to);
    delete(from);
  }

  @Override
  protected void delete(Collection<MemoryResource> files) {
    files.forEach(file -> FILES.remove(file.name()));
  }

  @Override
  protected MemoryResource matchNewResource(String name, boolean isDirectory) {
    return new MemoryResource(isDirectory && !name.endsWith("/") ? name + "/" : name);
  }

  @Override
  protected String getScheme() {
    return scheme;
  }
}
