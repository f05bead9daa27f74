package org.braintrustbeam.runners;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.createfacetdataset.CreateFacetDataset;
import org.braintrustbeam.pipelines.curate.Curate;
import org.braintrustbeam.pipelines.discover.Discover;
import org.braintrustbeam.pipelines.evalfacets.EvalFacets;
import org.braintrustbeam.pipelines.fetch.Fetch;
import org.braintrustbeam.pipelines.syncdatasets.SyncDatasets;
import org.braintrustbeam.pipelines.updatedataset.UpdateDataset;
import org.braintrustbeam.pipelines.verify.Verify;
import org.braintrustbeam.runners.local.BootstrapEntry;
import org.braintrustbeam.runners.local.EmulatorEntry;
import org.braintrustbeam.runners.tour.Quickstart;

/** The commands there are, in the order of the help. */
final class Commands {
  /** One line a command. */
  private static final List<Command<?>> PIPELINES =
      List.of(
          new Fetch(),
          new UpdateDataset(),
          new SyncDatasets(),
          new CreateFacetDataset(),
          new EvalFacets(),
          new Verify(),
          new Discover(),
          new Curate());

  private Commands() {}

  static List<Entry> all(Surroundings surroundings) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Quickstart(Commands::pipelines, surroundings.colored()));
    entries.add(new EmulatorEntry(surroundings.folder()));
    entries.addAll(pipelines(surroundings));
    return List.copyOf(entries);
  }

  private static List<Entry> pipelines(Surroundings surroundings) {
    List<Entry> entries = new ArrayList<>();
    PIPELINES.forEach(command -> entries.add(PipelineEntry.of(command, surroundings)));
    entries.add(new BootstrapEntry(surroundings.folder()));
    return entries;
  }
}
