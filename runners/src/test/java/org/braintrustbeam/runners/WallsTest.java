package org.braintrustbeam.runners;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which part may use which. */
@AnalyzeClasses(
    packages = "org.braintrustbeam",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  private static final String ROOT = "org.braintrustbeam.";

  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("rows")
          .definedBy(ROOT + "io.row..")
          .layer("connector")
          .definedBy(
              ROOT + "io.braintrust..",
              ROOT + "io.files..",
              ROOT + "io.http..",
              ROOT + "io.model..")
          .layer("transforms")
          .definedBy(ROOT + "transforms..")
          .layer("pipelines")
          .definedBy(ROOT + "pipelines..")
          .layer("runners")
          .definedBy(ROOT + "runners..")
          .layer("emulator")
          .definedBy(ROOT + "emulator..")
          .whereLayer("runners")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("pipelines")
          .mayOnlyBeAccessedByLayers("runners")
          .whereLayer("transforms")
          .mayOnlyBeAccessedByLayers("pipelines")
          .whereLayer("connector")
          .mayOnlyBeAccessedByLayers("pipelines", "runners")
          .whereLayer("rows")
          .mayOnlyBeAccessedByLayers("connector", "transforms", "pipelines", "runners")
          .whereLayer("emulator")
          .mayOnlyBeAccessedByLayers("runners")
          .whereLayer("emulator")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule theEmulatorIsKnownInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "runners.local..", ROOT + "emulator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "emulator..");

  @ArchTest
  static final ArchRule theEmulatorHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "emulator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "emulator.*..");

  @ArchTest
  static final ArchRule nothingUsesWhatBeamVendors =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.beam.vendor..");

  @ArchTest
  static final ArchRule theEmulatorsPartsFormNoCircle =
      slices().matching(ROOT + "emulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule reportsKnowNoCommand =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "pipelines.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "pipelines.command..",
              ROOT + "pipelines.discover..",
              ROOT + "pipelines.evalfacets..",
              ROOT + "transforms..");

  @ArchTest
  static final ArchRule noCommandKnowsAnother =
      slices()
          .matching(ROOT + "pipelines.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage(ROOT + "pipelines.."),
              resideInAnyPackage(
                  ROOT + "pipelines.command..",
                  ROOT + "pipelines.comparison..",
                  ROOT + "pipelines.labelling..",
                  ROOT + "pipelines.replay..",
                  ROOT + "pipelines.report.."));

  @ArchTest
  static final ArchRule rowsKnowNeitherTheNetworkNorFiles =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "io.row..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "okhttp3..");
}
