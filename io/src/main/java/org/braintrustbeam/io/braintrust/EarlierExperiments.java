package org.braintrustbeam.io.braintrust;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** Looks through the experiments of a project for the one before a given one. */
final class EarlierExperiments {
  private static final int PAGE = 1_000;

  /** By instant and not by text; without a time it is older than any. */
  private static final Comparator<RawJson> BY_AGE =
      Comparator.comparing(EarlierExperiments::created)
          .thenComparing(object -> Directory.member(object, "id"));

  private final Api api;
  private final NamedObject experiment;

  EarlierExperiments(Api api, NamedObject experiment) {
    this.api = api;
    this.experiment = experiment;
  }

  /** All pages are looked at: that the list is by age is not certain enough to end early. */
  @Nullable RawJson newest() {
    String type = ObjectType.EXPERIMENT.apiName();
    RawJson itself = api.get(Directory.path(type, experiment.id()), Map.of(), "");
    RawJson newest = null;
    String after = null;
    while (true) {
      List<RawJson> page = page(type, after);
      for (RawJson object : page) {
        boolean earlier = Directory.isLive(object) && BY_AGE.compare(object, itself) < 0;
        if (earlier && (newest == null || BY_AGE.compare(object, newest) > 0)) {
          newest = object;
        }
      }
      if (page.size() < PAGE) {
        return newest;
      }
      after = next(page, after);
    }
  }

  private List<RawJson> page(String type, @Nullable String after) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("project_id", experiment.projectId());
    query.put("limit", Integer.toString(PAGE));
    if (after != null) {
      query.put("starting_after", after);
    }
    return api.get(Directory.path(type), query, "").field("objects").elements();
  }

  private static String next(List<RawJson> page, @Nullable String before) {
    String last = Directory.member(page.get(page.size() - 1), "id");
    if (last.equals(before)) {
      throw new BraintrustException("the list of experiments does not go on after " + last);
    }
    return last;
  }

  private static Instant created(RawJson object) {
    String text = object.field("created").text();
    try {
      return text == null ? Instant.MIN : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }
}
