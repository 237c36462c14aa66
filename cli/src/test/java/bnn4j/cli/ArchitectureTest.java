package bnn4j.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which room may know which. */
class ArchitectureTest {
  private static final String VECTORS = "jdk.incubator.vector..";
  private static final String VECTOR_KERNEL = "bnn4j\\.kernels\\.Vector.*";

  /** Each room and the rooms that it may know, itself aside: docs/architecture.md draws them. */
  private static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          entry("foundation", Set.of()),
          entry("yaml", Set.of("foundation")),
          entry("kernels", Set.of("foundation")),
          entry("json", Set.of("foundation")),
          entry("network", Set.of("foundation")),
          entry("datasets", Set.of("foundation")),
          entry("trainer", Set.of("foundation", "kernels", "network", "datasets")),
          entry("overlay", Set.of("foundation", "kernels", "network", "yaml")),
          entry("finnthesizer", Set.of("foundation", "network", "overlay")),
          entry("onnx", Set.of("foundation", "network", "overlay", "finnthesizer")),
          entry("board", Set.of("foundation", "network", "overlay")),
          entry("remote", Set.of("foundation", "network", "overlay")),
          entry("hardware", Set.of("foundation", "network", "overlay", "yaml", "json")),
          entry(
              "offload",
              Set.of("foundation", "yaml", "json", "kernels", "network", "datasets", "overlay")),
          entry(
              "evaluation",
              Set.of("foundation", "network", "datasets", "overlay", "offload", "yaml", "json")),
          entry(
              "experiment",
              Set.of(
                  "foundation",
                  "yaml",
                  "json",
                  "network",
                  "datasets",
                  "trainer",
                  "overlay",
                  "offload",
                  "finnthesizer",
                  "evaluation")),
          entry(
              "studio",
              Set.of(
                  "foundation",
                  "json",
                  "network",
                  "datasets",
                  "trainer",
                  "overlay",
                  "offload",
                  "evaluation",
                  "experiment")));

  private static final DescribedPredicate<JavaClass> DL4J =
      resideInAnyPackage("org.deeplearning4j..", "org.nd4j..").as("DL4J and ND4J");

  private static final Pattern NAMED_PACKAGE =
      Pattern.compile("\\{@code\\s+(?:\\* )?(bnn4j\\.[a-z.]+)}");

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

  private static String in(String room) {
    return "bnn4j." + room + "..";
  }

  @Test
  void allRoomsAreLookedAt() {
    for (String room : ROOMS.keySet()) {
      assertThat(rooms.stream().filter(resideInAPackage(in(room)))).as(room).isNotEmpty();
    }
  }

  @Test
  void arrowsOnlyPointDown() {
    ROOMS.forEach(
        (room, known) ->
            noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat(
                    resideInAPackage("bnn4j..")
                        .and(not(resideInAPackage(in(room))))
                        .and(
                            not(
                                resideInAnyPackage(
                                    known.stream()
                                        .map(ArchitectureTest::in)
                                        .toArray(String[]::new))))
                        .as("rooms other than " + known))
                .check(rooms));
  }

  @Test
  void theFoundationAndTheNetworkKnowOnlyTheJdk() {
    for (String room : List.of("foundation", "network", "finnthesizer")) {
      classes()
          .that()
          .resideInAPackage(in(room))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("bnn4j..", "java..")
          .check(rooms);
    }
  }

  @Test
  void whatRunsOnABoardNeedsLittle() {
    classes()
        .that()
        .resideInAnyPackage(in("kernels"), in("overlay"), in("yaml"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("bnn4j..", "java..", "org.yaml.snakeyaml..", VECTORS)
        .check(rooms);
    classes()
        .that()
        .resideInAPackage(in("board"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("bnn4j..", "java..", "com.sun.jna..")
        .check(rooms);
  }

  @Test
  void onlyTheBoardMakesSystemCalls() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("board"))
        .should()
        .dependOnClassesThat(resideInAPackage("com.sun.jna..").as("JNA"))
        .check(rooms);
  }

  @Test
  void onlyTheTrainerSeesDl4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("trainer"))
        .and()
        .resideOutsideOfPackage("bnn4j.benchmarks..")
        .should()
        .dependOnClassesThat(DL4J)
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

  /** Pictures are the business of the networks around it. */
  @Test
  void theAcceleratorOfTheOffloadKnowsNoPictures() {
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
        .resideInAPackage(in("datasets"))
        .check(rooms);
  }

  @Test
  void eachWayToABoardHasItsOwnLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackages("bnn4j.remote.grpc..", in("onnx"))
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

  /** The page talks to its own server; everything else that programs read has one form. */
  @Test
  void resultsBecomeJsonInOneRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in("json"), in("studio"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("com.fasterxml.jackson.databind.node..")
                .or(nameMatching("com\\.fasterxml\\.jackson\\.databind\\.ObjectWriter"))
                .as("writers and nodes of JSON"))
        .check(rooms);
  }

  @Test
  void nobodyKnowsTheCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(in("cli"))
        .check(rooms);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("bnn4j.(**)").should().beFreeOfCycles().check(rooms);
  }

  /** Where two classes are called alike, a reader has to look for the room to tell them apart. */
  @Test
  void noTwoClassesHaveTheSameName() {
    Map<String, List<String>> byName =
        rooms.stream()
            .filter(type -> !type.isNestedClass())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            // Where each program begins.
            .filter(type -> !type.getSimpleName().equals("Main"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
    byName.values().removeIf(packages -> packages.size() == 1);
    assertThat(byName).isEmpty();
  }

  /** And what it says of other packages is true: names change, comments are forgotten. */
  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    Map<String, Path> packages = packages();
    Set<String> names = packages.keySet();
    assertThat(names).contains("bnn4j.cli", "bnn4j.network.npz", "bnn4j.cluster.spark");
    for (Path folder : packages.values()) {
      Path info = folder.resolve("package-info.java");
      assertThat(info).isRegularFile();
      assertThat(NAMED_PACKAGE.matcher(Files.readString(info)).results())
          .as(info.toString())
          .allSatisfy(found -> assertThat(names).contains(found.group(1)));
    }
  }

  /** The folder of each package of all modules; of one that two modules share, either. */
  private static Map<String, Path> packages() throws IOException {
    Map<String, Path> packages = new TreeMap<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."))) {
      for (Path module : modules) {
        Path root = module.resolve("src/main/java");
        if (Files.isDirectory(root)) {
          try (Stream<Path> files = Files.walk(root)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .forEach(
                    folder ->
                        packages.put(
                            root.relativize(folder).toString().replaceAll("[/\\\\]", "."), folder));
          }
        }
      }
    }
    return packages;
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
