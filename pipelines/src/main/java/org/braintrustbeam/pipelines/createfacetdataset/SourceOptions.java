package org.braintrustbeam.pipelines.createfacetdataset;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.jspecify.annotations.Nullable;

/** Flags about which spans are read, and which of their calls are chosen. */
public interface SourceOptions extends BraintrustOptions {
  @Description("Project whose logs are read. Default: --project.")
  @Label("NAME|ID")
  @Environment("FACET_OPTIMIZER_SOURCE_PROJECT")
  @Nullable String getSourceProject();

  void setSourceProject(@Nullable String value);

  @Description("Organisation of the source. Default: --org.")
  @Label("NAME")
  @Environment("FACET_OPTIMIZER_SOURCE_ORG")
  @Nullable String getSourceOrg();

  void setSourceOrg(@Nullable String value);

  @Description("Models whose spans are read, joined by commas.")
  @Label("LIST")
  @Environment("FACET_OPTIMIZER_SOURCE_MODEL")
  @Default.String("brain-facet-latest,brain-facet-1")
  String getSourceModel();

  void setSourceModel(String value);

  @Description("Spans from this time on, an expression in the service's SQL.")
  @Label("SQL")
  @Environment("FACET_OPTIMIZER_CREATED_AFTER_SQL")
  @Default.String("NOW() - INTERVAL 7 DAY")
  String getCreatedAfterSql();

  void setCreatedAfterSql(String value);

  @Description("Spans before this time, an expression in the service's SQL.")
  @Label("SQL")
  @Environment("FACET_OPTIMIZER_CREATED_BEFORE_SQL")
  @Default.String("NOW() - INTERVAL 1 HOUR")
  String getCreatedBeforeSql();

  void setCreatedBeforeSql(String value);

  @Description("Only spans that also meet this condition, in the service's SQL.")
  @Label("SQL")
  @Environment("FACET_OPTIMIZER_EXTRA_WHERE_SQL")
  @Nullable String getExtraWhereSql();

  void setExtraWhereSql(@Nullable String value);

  @Description(
      "Read no more spans than this, the newest first; 0 for all. Default: five times what may be"
          + " chosen of one facet, and all for --sampling hash.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_LIMIT")
  @Range(min = 0)
  @Nullable Integer getLimit();

  void setLimit(@Nullable Integer value);

  @Description(
      "Only this trace, in any time window and with all its calls; may be given several times.")
  @Label("ID")
  @Environment("FACET_OPTIMIZER_ROOT_SPAN_ID")
  @Nullable List<String> getRootSpanId();

  void setRootSpanId(@Nullable List<String> value);

  @Description("File with the ids of such traces, one a line.")
  @Label("FILE")
  @Environment("FACET_OPTIMIZER_ROOT_SPAN_ID_FILE")
  @Nullable String getRootSpanIdFile();

  void setRootSpanIdFile(@Nullable String value);

  @Description("What every facet is called. Default: what the spans say.")
  @Label("NAME")
  @Environment("FACET_OPTIMIZER_FACET_NAME")
  @Nullable String getFacetName();

  void setFacetName(@Nullable String value);

  @Description("So many calls a facet at most that have found something.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_POSITIVE_LIMIT")
  @Default.Integer(100)
  @Range(min = 0)
  int getPositiveLimit();

  void setPositiveLimit(int value);

  @Description("So many calls a facet at most that have found nothing.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_NEGATIVE_LIMIT")
  @Default.Integer(100)
  @Range(min = 0)
  int getNegativeLimit();

  void setNegativeLimit(int value);

  @Description("Choose the newest calls, or draw them evenly from the whole window.")
  @Label("newest|hash")
  @Environment("FACET_OPTIMIZER_SAMPLING")
  @Default.String("newest")
  String getSampling();

  void setSampling(String value);
}
