package org.braintrustbeam.emulator.catalog;

import java.util.List;
import java.util.function.Predicate;
import org.braintrustbeam.emulator.api.ApiError;
import org.jspecify.annotations.Nullable;

/** Which experiment another one is compared with. */
public final class BaseExperiment {
  private final Catalog catalog;

  public BaseExperiment(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The one it names; else the most recent other one of its project; null if there is none. */
  public @Nullable CatalogEntry of(CatalogEntry experiment) {
    String named = experiment.fields().text("base_exp_id");
    CatalogEntry base =
        newest(
            experiment.projectId(),
            entry -> entry.id().equals(named) && isOther(entry, experiment));
    return base == null
        ? newest(experiment.projectId(), entry -> isOther(entry, experiment))
        : base;
  }

  private static boolean isOther(CatalogEntry entry, CatalogEntry experiment) {
    return entry.number() != experiment.number();
  }

  /** The one that a client asks for by name; the SDK looks for these words in the error. */
  public CatalogEntry named(String projectId, String name) {
    CatalogEntry base = catalog.byName(ObjectKind.EXPERIMENT, projectId, name);
    if (base == null) {
      throw ApiError.badRequest("No base experiment with the name '" + name + "' exists");
    }
    return base;
  }

  /** The newest one of the nearest commit that has any; null if none has. */
  public @Nullable CatalogEntry nearest(String projectId, List<String> ancestorCommits) {
    for (String commit : ancestorCommits) {
      CatalogEntry base = newest(projectId, entry -> commit.equals(entry.fields().text("commit")));
      if (base != null) {
        return base;
      }
    }
    return null;
  }

  private @Nullable CatalogEntry newest(String projectId, Predicate<CatalogEntry> condition) {
    return catalog.all(ObjectKind.EXPERIMENT).stream()
        .filter(entry -> entry.projectId().equals(projectId))
        .filter(condition)
        .findFirst()
        .orElse(null);
  }
}
