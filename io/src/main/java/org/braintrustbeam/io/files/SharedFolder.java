package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * The work folder of a run, as the launcher and the workers see it, on any file system that Beam
 * knows.
 *
 * <p>The launcher leaves a marker in it that no other folder has. A worker looks at it before it
 * writes anything: a folder of the same name on another machine would swallow the result.
 *
 * @param path the folder
 * @param marker what the marker says
 */
public record SharedFolder(String path, String marker) implements Serializable {
  private static final String MARKER = "marker";

  /** Folders that this process has seen; a worker looks once. */
  private static final Set<SharedFolder> SEEN = ConcurrentHashMap.newKeySet();

  /** Marks a folder, in the launcher. */
  public static SharedFolder mark(String path) throws IOException {
    SharedFolder folder = new SharedFolder(path, UUID.randomUUID().toString());
    folder.write(MARKER, out -> out.write(folder.marker().getBytes(UTF_8)));
    return folder;
  }

  /**
   * Whether a folder that was marked is still there, as this process sees it.
   *
   * @throws IOException if it cannot be looked for
   */
  public static boolean isThere(String path) throws IOException {
    ResourceId marker =
        FileSystems.matchNewResource(path, true)
            .resolve(MARKER, StandardResolveOptions.RESOLVE_FILE);
    return FileSystems.matchResources(List.of(marker)).get(0).status() == MatchResult.Status.OK;
  }

  /**
   * Makes sure that this process sees the launcher's folder.
   *
   * @throws IOException if it does not, saying what to do
   */
  public void verify() throws IOException {
    if (SEEN.contains(this)) {
      return;
    }
    String found;
    try {
      found = text(MARKER);
    } catch (IOException e) {
      throw new IOException(notSeen(), e);
    }
    if (!marker.equals(found)) {
      throw new IOException(notSeen());
    }
    SEEN.add(this);
  }

  private String notSeen() {
    return "the workers do not see "
        + path
        + ": give --output on a file system that launcher and workers share";
  }

  /** Reads a file of the folder. */
  public InputStream open(String name) throws IOException {
    return NamedFile.open(file(name));
  }

  /** Writes a file that is there as a whole or not at all. */
  public void write(String name, AtomicFile.Content content) throws IOException {
    NamedFile.writeWhole(file(name), content);
  }

  /** Writes a file under a name that nobody else knows, so nobody reads it before it is whole. */
  public void writeNew(String name, AtomicFile.Content content) throws IOException {
    NamedFile.writeHere(file(name), content);
  }

  /** The folder on a file system of this machine; null if it is on another one. */
  public @Nullable Path localPath() {
    ResourceId folder = FileSystems.matchNewResource(path, true);
    return folder.getScheme().equals("file") ? Path.of(folder.toString()) : null;
  }

  String text(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** The names of the files that begin so, in no order. */
  public List<String> names(String prefix) throws IOException {
    Path local = localPath();
    // Beam takes a wildcard in the folder's own name for one, and needs longer.
    return local != null
        ? localNames(local, prefix)
        : namesByGlob(FileSystems.matchNewResource(path, true).toString(), prefix);
  }

  private static List<String> localNames(Path folder, String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*")) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    return names;
  }

  private static List<String> namesByGlob(String folder, String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    String glob = folder + (folder.endsWith("/") ? "" : "/") + prefix + "*";
    for (MatchResult.Metadata file :
        FileSystems.match(glob, EmptyMatchTreatment.ALLOW).metadata()) {
      names.add(String.valueOf(file.resourceId().getFilename()));
    }
    return names;
  }

  private ResourceId file(String name) {
    return FileSystems.matchNewResource(path, true)
        .resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }
}
