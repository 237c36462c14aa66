package bnn4j.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which room may know which. */
class ArchitectureTest {
  private static final String FOUNDATION = "bnn4j.foundation..";
  private static final String OVERLAY = "bnn4j.overlay..";
  private static final String VECTORS = "jdk.incubator.vector..";
  private static final String VECTOR_KERNEL = "bnn4j\\.overlay\\.engine\\.kernel\\.Vector.*";
  private static final String DATASETS = "bnn4j.datasets..";
  private static final String FINNTHESIZER = "bnn4j.finnthesizer..";
  private static final String TRAINER = "bnn4j.trainer..";
  private static final String REMOTE = "bnn4j.remote..";
  private static final String OFFLOAD = "bnn4j.offload..";
  private static final String CLI = "bnn4j.cli..";

  private static final DescribedPredicate<JavaClass> DL4J =
      resideInAnyPackage("org.deeplearning4j..", "org.nd4j..").as("DL4J and ND4J");

  private static JavaClasses rooms;

  @BeforeAll
  static void open() {
    rooms =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Nor the contracts that modules give to each other's tests.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("bnn4j");
  }

  @Test
  void allRoomsAreLookedAt() {
    for (String room : List.of(OVERLAY, DATASETS, FINNTHESIZER, TRAINER, REMOTE, OFFLOAD, CLI)) {
      assertThat(rooms.stream().filter(resideInAPackage(room))).as(room).hasSizeGreaterThan(10);
    }
  }

  @Test
  void theOverlayKnowsOnlyTheJdkButForItsSystemCalls() {
    classes()
        .that()
        .resideInAPackage(OVERLAY)
        .and()
        .resideOutsideOfPackages("bnn4j.overlay.board.linux", "bnn4j.overlay.board.buffer")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(OVERLAY, FOUNDATION, "java..", VECTORS)
        .check(rooms);
  }

  /** Else the engine would not start where the JVM has no such module. */
  @Test
  void onlyTheVectorKernelNeedsTheIncubatingModuleAndNobodyNeedsTheVectorKernel() {
    noClasses()
        .that()
        .haveNameNotMatching(VECTOR_KERNEL)
        .should()
        .dependOnClassesThat(resideInAPackage(VECTORS).or(nameMatching(VECTOR_KERNEL)))
        .check(rooms);
  }

  @Test
  void systemCallsGoThroughJna() {
    classes()
        .that()
        .resideInAPackage("bnn4j.overlay.board..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(OVERLAY, FOUNDATION, "java..", "com.sun.jna..")
        .check(rooms);
  }

  @Test
  void dataSetsKnowNoNetworks() {
    noClasses()
        .that()
        .resideInAPackage(DATASETS)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(OVERLAY, FINNTHESIZER, TRAINER, CLI).as("networks").or(DL4J))
        .check(rooms);
  }

  @Test
  void theFinnthesizerKnowsOnlyTheOverlay() {
    classes()
        .that()
        .resideInAPackage(FINNTHESIZER)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(FINNTHESIZER, OVERLAY, FOUNDATION, "java..")
        .check(rooms);
  }

  @Test
  void theRemoteKnowsOnlyTheOverlay() {
    noClasses()
        .that()
        .resideInAPackage(REMOTE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(DATASETS, FINNTHESIZER, TRAINER, CLI).as("other rooms").or(DL4J))
        .check(rooms);
  }

  /** And its accelerator knows no pictures, which only the networks around it do. */
  @Test
  void theOffloadKnowsNoTraining() {
    noClasses()
        .that()
        .resideInAPackage(OFFLOAD)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(FINNTHESIZER, TRAINER, REMOTE, CLI).as("other rooms").or(DL4J))
        .check(rooms);
    noClasses()
        .that()
        .resideInAnyPackage(
            "bnn4j.offload",
            "bnn4j.offload.json",
            "bnn4j.offload.layers",
            "bnn4j.offload.schedule",
            "bnn4j.offload.params",
            "bnn4j.offload.slots",
            "bnn4j.offload.engine",
            "bnn4j.offload.driver",
            "bnn4j.offload.simulation",
            "bnn4j.offload.folding")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(DATASETS)
        .check(rooms);
  }

  @Test
  void eachWayToABoardHasItsOwnLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("bnn4j.remote.grpc..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.grpc..", "com.google.protobuf..", "com.google.common..")
                .as("gRPC"))
        .check(rooms);
    noClasses()
        .that()
        .resideOutsideOfPackage("bnn4j.remote.ssh")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.sshd..").as("MINA SSHD"))
        .check(rooms);
  }

  @Test
  void nobodyKnowsTheCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CLI)
        .check(rooms);
  }

  @Test
  void onlyFivePackagesSeeDl4j() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "bnn4j.trainer.products",
            "bnn4j.trainer.layers",
            "bnn4j.trainer.network",
            "bnn4j.trainer.run",
            "bnn4j.trainer.export")
        .should()
        .dependOnClassesThat(DL4J)
        .check(rooms);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("bnn4j.(**)").should().beFreeOfCycles().check(rooms);
  }

  @Test
  void classesAreCalledWhatTheyAre() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(rooms);
  }
}
