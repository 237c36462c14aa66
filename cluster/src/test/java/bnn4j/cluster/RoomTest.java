package bnn4j.cluster;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** This room stands on all others, and what it brings is seen in none of them. */
class RoomTest {
  private static final String HERE = "bnn4j.cluster..";

  private static JavaClasses rooms;

  @BeforeAll
  static void open() {
    rooms =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("bnn4j");
  }

  @Test
  void noOtherRoomSeesSparkOrKnowsThisOne() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HERE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    HERE,
                    "org.apache.spark..",
                    "org.apache.hadoop..",
                    "org.apache.parquet..",
                    "scala..")
                .as("the cluster, Spark, Hadoop and Parquet"))
        .check(rooms);
  }

  @Test
  void whatReadsImagesAndSetsKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage("bnn4j.cluster.input", "bnn4j.cluster.storage", "bnn4j.cluster.sets")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(rooms);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("bnn4j.cluster.(**)").should().beFreeOfCycles().check(rooms);
  }
}
