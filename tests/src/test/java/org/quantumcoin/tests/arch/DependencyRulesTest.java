package org.quantumcoin.tests.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.time.Clock;
import java.util.Random;
import javafx.application.Platform;

/// Written as methods: rules in fields are passed over silently by some versions of Surefire.
@AnalyzeClasses(
    packages = "org.quantumcoin",
    importOptions = {ImportOption.DoNotIncludeTests.class, DependencyRulesTest.NoTestJars.class})
class DependencyRulesTest {
  /// Once packaged, another module's tests come as a jar, which looks like any library.
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String[] PLAIN_JAVA = {
    "java.lang..", "java.util..", "java.math..", "org.jspecify.."
  };

  private static String[] plus(String... ours) {
    String[] all = new String[ours.length + PLAIN_JAVA.length];
    System.arraycopy(ours, 0, all, 0, ours.length);
    System.arraycopy(PLAIN_JAVA, 0, all, ours.length, PLAIN_JAVA.length);
    return all;
  }

  @ArchTest
  void consensus_seesOnlyValues(JavaClasses ours) {
    classes()
        .that()
        .resideInAPackage("..node.consensus..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            plus(
                "..node.consensus..",
                "..node.params..",
                "..node.script..",
                "..node.primitives..",
                "..node.encoding..",
                "..node.crypto.."))
        .because("a rule's answer depends on its arguments alone")
        .check(ours);
  }

  @ArchTest
  void script_seesOnlyValues(JavaClasses ours) {
    classes()
        .that()
        .resideInAPackage("..node.script..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            plus(
                "..node.script..",
                "..node.params..",
                "..node.primitives..",
                "..node.encoding..",
                "..node.crypto..",
                "java.security..",
                "java.nio.."))
        .because("a script's verdict depends on its arguments alone")
        .check(ours);
  }

  @ArchTest
  void primitives_standOnCryptoAndEncodingAlone(JavaClasses ours) {
    classes()
        .that()
        .resideInAPackage("..node.primitives..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            plus("..node.primitives..", "..node.encoding..", "..node.crypto..", "java.nio.."))
        .because("values are used by everything and so may use next to nothing")
        .check(ours);
  }

  @ArchTest
  void api_isMadeOfValues(JavaClasses ours) {
    classes()
        .that()
        .resideInAPackage("..node.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(plus("..node.api..", "..node.primitives.."))
        .because("whoever works against a node needs nothing of its inside")
        .check(ours);
  }

  @ArchTest
  void rules_readNoClockAndStartNoThread(JavaClasses ours) {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..node.consensus..", "..node.script..", "..node.primitives..", "..node.policy..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .because(
            "time and chance come in as arguments, so that a test can stand exactly on an edge")
        .check(ours);
  }

  @ArchTest
  void params_areTheOnlyPlaceThatKnowsTheCoins(JavaClasses ours) {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..node.consensus..",
            "..node.script..",
            "..node.policy..",
            "..node.chain..",
            "..node.index..",
            "..node.storage..",
            "..node.mempool..",
            "..node.mining..",
            "..node.p2p..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.quantumcoin.node.params.Coin")
        .because("rules ask the network for numbers, never which coin it is")
        .check(ours);
  }

  @ArchTest
  void node_knowsNeitherWalletsNorWindows(JavaClasses ours) {
    noClasses()
        .that()
        .resideInAPackage("org.quantumcoin.node..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.quantumcoin.wallet..", "org.quantumcoin.ui..", "org.quantumcoin.app..", "javafx..")
        .because("the node runs without them")
        .check(ours);
  }

  @ArchTest
  void wallet_knowsNeitherWindowsNorPrograms(JavaClasses ours) {
    noClasses()
        .that()
        .resideInAPackage("org.quantumcoin.wallet..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.quantumcoin.ui..", "org.quantumcoin.app..", "javafx..")
        .allowEmptyShould(true)
        .because("an arrow never points back")
        .check(ours);
  }

  @ArchTest
  void viewModels_doNotKnowTheScene(JavaClasses ours) {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application.."))
        .because("they are tested without a window")
        .check(ours);
  }

  @ArchTest
  void screens_seeTheNodeThroughItsApi(JavaClasses ours) {
    classes()
        .that()
        .resideInAPackage("org.quantumcoin.ui..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.quantumcoin.ui..",
            "org.quantumcoin.node.api..",
            "org.quantumcoin.node.primitives..",
            "org.quantumcoin.node.log..",
            "org.quantumcoin.wallet..",
            "java..",
            "javafx..",
            "atlantafx..",
            "com.google.zxing..",
            "com.nulabinc.zxcvbn..",
            "org.kordamp.ikonli..",
            "org.jspecify..")
        .because("a window shows what the node publishes and reaches no further")
        .check(ours);
  }

  @ArchTest
  void fxThread_isReachedThroughTheBridge(JavaClasses ours) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.quantumcoin.ui.task.FxBridge")
        .should()
        .callMethod(Platform.class, "runLater", Runnable.class)
        .because("one place crosses over")
        .check(ours);
  }

  @ArchTest
  void packages_haveNoCycles(JavaClasses ours) {
    slices().matching("org.quantumcoin.(*).(*)..").should().beFreeOfCycles().check(ours);
  }
}
