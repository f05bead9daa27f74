package org.braintrustbeam.emulator.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.query.text.QueryText;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.rows.RowType;
import org.jspecify.annotations.Nullable;

/** Finds what a query reads from: by id, and where no id fits by name. */
final class Sources {
  private static final Set<String> ROWS = Set.of("experiment", "dataset", "project_logs");

  private final Catalog catalog;
  private final Map<Integer, RowTarget> targets = new LinkedHashMap<>();

  private Sources(Catalog catalog) {
    this.catalog = catalog;
  }

  static List<RowTarget> find(QueryText.@Nullable Source source, Catalog catalog) {
    if (source == null) {
      throw ApiError.invalidQuery("it has no 'from'");
    }
    return new Sources(catalog).read(source);
  }

  private List<RowTarget> read(QueryText.Source source) {
    boolean project = source.kind().equals("project");
    Unsupported.refuse(!project && !ROWS.contains(source.kind()), "FROM " + source.kind() + "(…)");
    for (String object : source.objects()) {
      if (project) {
        addProject(object);
      } else {
        add(RowType.of(source.kind()), object);
      }
    }
    if (targets.isEmpty()) {
      throw ApiError.invalidQuery("FROM " + source.kind() + "() names no object");
    }
    return List.copyOf(targets.values());
  }

  /** The logs of a project and all its experiments. */
  private void addProject(String project) {
    add(RowType.PROJECT_LOGS, project);
    for (CatalogEntry experiment : catalog.all(ObjectKind.EXPERIMENT)) {
      if (targets.values().stream()
          .anyMatch(log -> log.holder().projectId().equals(experiment.projectId()))) {
        put(new RowTarget(RowType.EXPERIMENT, experiment));
      }
    }
  }

  private void add(RowType type, String object) {
    try {
      put(RowTarget.of(catalog, type, object));
    } catch (ApiError unknownId) {
      put(new RowTarget(type, named(type, object, unknownId)));
    }
  }

  private CatalogEntry named(RowType type, String name, ApiError unknownId) {
    ObjectKind kind =
        switch (type) {
          case DATASET -> ObjectKind.DATASET;
          case EXPERIMENT -> ObjectKind.EXPERIMENT;
          case PROJECT_LOGS -> ObjectKind.PROJECT;
        };
    List<CatalogEntry> named =
        catalog.all(kind).stream()
            .filter(entry -> name.equals(entry.fields().text("name")))
            .toList();
    if (named.size() > 1) {
      throw ApiError.badRequest("Several objects have the name '" + name + "'; use an id");
    }
    return named.stream().findFirst().orElseThrow(() -> unknownId);
  }

  private void put(RowTarget target) {
    targets.put(target.number(), target);
  }
}
