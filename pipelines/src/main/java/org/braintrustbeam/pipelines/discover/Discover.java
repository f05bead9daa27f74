package org.braintrustbeam.pipelines.discover;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.ReadMode;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.discover.Answers.Service;
import org.braintrustbeam.pipelines.report.FindingsReport;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.jspecify.annotations.Nullable;

/** The command {@code discover}: what happens in production, and where it fails. */
public final class Discover implements Command<DiscoverOptions> {
  @Override
  public String name() {
    return "discover";
  }

  @Override
  public String description() {
    return "tells which traces of a project fail, and what is not covered";
  }

  @Override
  public Class<DiscoverOptions> options() {
    return DiscoverOptions.class;
  }

  @Override
  public ExitCode run(DiscoverOptions options, Session session) throws IOException {
    Window window = check(options, Instant.now());
    FindingsFolder folder = FindingsFolder.of(options.getOutputDir());
    ConnectionSettings connection = Connections.of(options);
    BraintrustClient client = BraintrustClient.of(connection);
    String projectId = client.findProject(project(options));
    NamedObject dataset =
        options.getDataset() == null
            ? null
            : client.find(ObjectType.DATASET, options.getDataset(), options.getProject());
    Service service = sql -> client.answer(sql, "project_logs " + projectId);
    FindSchema.Found found = new FindSchema(service, projectId).in(window);
    TallyPlan plan = plan(options, window, found, dataset);
    LogSql sql = new LogSql(projectId, plan);
    Tallied tallied =
        options.getPushDown()
            ? new Tallied(new PushDown(service, plan, sql).table(), null)
            : scan(options, session, connection, sql, plan, dataset);
    TallyTable table = tallied.table();
    table.keepLargest();
    Findings findings =
        Findings.of(
            new Findings.Subject(projectId, client.projectName(projectId), dataset),
            found,
            plan,
            table,
            tallied.unreadable(),
            options.getSignificance());
    Examples examples = Examples.of(findings, sql, service, id -> client.spanUrl(projectId, id));
    FindingsJson json = new FindingsJson(findings, sql, examples);
    AtomicFile.Content text = text(findings, examples);
    folder.write("discover.json", json::writeTo);
    folder.write("findings.md", text);
    session.writeResult(options.getJson() ? json::writeTo : text);
    report(options, json);
    return tallied.end(options, session);
  }

  /** The page shows what the JSON says, so neither can say something else. */
  private static void report(DiscoverOptions options, FindingsJson json) throws IOException {
    String file = options.getReport();
    if (file != null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      json.writeTo(bytes);
      RawJson findings = RawJson.wrap(bytes.toByteArray());
      NamedFile.write(file, out -> FindingsReport.write(findings, out));
    }
  }

  /**
   * What was counted.
   *
   * @param folders of the scan, which has what could not be read; null without one
   */
  private record Tallied(TallyTable table, @Nullable Folders folders) {
    long unreadable() throws IOException {
      return folders == null ? 0 : DeadLetters.count(folders);
    }

    /** To be called when the result is out. */
    ExitCode end(DiscoverOptions options, Session session) throws IOException {
      return folders == null || DeadLetters.report(options, folders, session) == 0
          ? ExitCode.DONE
          : ExitCode.INCOMPLETE;
    }
  }

  private static Window check(DiscoverOptions options, Instant now) {
    project(options);
    if (options.getReadMode().equals(ReadMode.FETCH.name().toLowerCase(Locale.ROOT))) {
      throw new UsageException("discover asks by SQL, so --read-mode fetch is not for it");
    }
    double significance = options.getSignificance();
    if (!(significance > 0 && significance < 1)) {
      throw new UsageException("--significance must lie between 0 and 1, got " + significance);
    }
    if (!Double.isFinite(options.getFailBelow())) {
      throw new UsageException("--fail-below must be a number, got " + options.getFailBelow());
    }
    return Window.of(options, now);
  }

  private static String project(DiscoverOptions options) {
    String project = options.getProject();
    if (project == null) {
      throw new UsageException("discover needs --project");
    }
    return project;
  }

  private static TallyPlan plan(
      DiscoverOptions options,
      Window window,
      FindSchema.Found found,
      @Nullable NamedObject dataset) {
    Schema schema = found.schema();
    return new TallyPlan(
        dataset == null ? null : dataset.id(),
        window.until().minus(found.length()),
        window.until(),
        scores(options, schema),
        BigDecimal.valueOf(options.getFailBelow()),
        Set.copyOf(schema.names(Schema.METADATA)),
        Set.copyOf(schema.names(Schema.FACETS)),
        Set.copyOf(schema.names(Schema.TOPICS)),
        options.getIssueFacet(),
        options.getMinCohort());
  }

  private static List<String> scores(DiscoverOptions options, Schema schema) {
    List<String> seen = schema.names(Schema.SCORES);
    List<String> wanted = options.getScore();
    if (wanted == null || wanted.isEmpty()) {
      return seen;
    }
    for (String score : wanted) {
      if (!seen.contains(score)) {
        throw new BraintrustException(
            "no score '" + score + "' in the window; there are: " + String.join(", ", seen));
      }
    }
    return wanted.stream().distinct().sorted(Comparator.naturalOrder()).toList();
  }

  private static Tallied scan(
      DiscoverOptions options,
      Session session,
      ConnectionSettings connection,
      LogSql sql,
      TallyPlan plan,
      @Nullable NamedObject dataset)
      throws IOException {
    BraintrustClient client = BraintrustClient.of(connection);
    ScanPipeline scan = new ScanPipeline(plan, sql);
    List<ObjectSnapshot> logs = client.logs(sql.projectId(), sql.withinBoth(), scan.parts());
    ObjectSnapshot records =
        dataset == null ? null : client.located(client.snapshot(ObjectType.DATASET, dataset.id()));
    long rows = rows(logs) + (records == null ? 0 : Math.max(0, records.rowCount()));
    ConnectionSettings onWorkers = session.prepare(options, connection, rows);
    Folders folders = new Folders(session.workFolder());

    session.run(scan.create(options, onWorkers, logs, records, folders), "reading spans", rows);

    TallyTable table = new TallyTable();
    folders.forEach(ScanPipeline.TALLIES, table::addLine);
    return new Tallied(table, folders);
  }

  /** Where the parts were not counted apart each has the count of all. */
  private static long rows(List<ObjectSnapshot> logs) {
    return logs.get(0).equals(logs.get(1))
        ? logs.get(0).rowCount()
        : logs.stream().mapToLong(ObjectSnapshot::rowCount).sum();
  }

  private static AtomicFile.Content text(Findings findings, Examples examples) {
    byte[] text = new FindingsText(findings, examples).text().getBytes(UTF_8);
    return out -> out.write(text);
  }
}
