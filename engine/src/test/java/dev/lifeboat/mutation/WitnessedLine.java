package dev.lifeboat.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// A changed line of the product, and the unit test that must notice it.
///
/// @param tests the class of the test, such as `dev.lifeboat.aws.guard.LeaseCoverTest`
/// @param method its name
public record WitnessedLine(ChangedLine line, String tests, String method) {

  /// Plays the test in the product as it is, where it must pass, and with the line changed, where
  /// it must fail. Both are compiled and loaded in the same way, so that nothing but the line
  /// decides.
  ///
  /// @param modules whose sources have the class
  public void assertNoticed(List<String> modules) throws Exception {
    assertThat(failure(line.unchanged(), modules)).as("%s, nothing changed", method).isEmpty();
    assertThat(failure(line, modules)).as("%s, with %s", method, line).isPresent();
  }

  /// The line is there to be changed, and so is the test: what a rename takes away unseen while the
  /// tests of a proof rest.
  ///
  /// @param modules whose sources have the class
  public void assertStands(List<String> modules) throws Exception {
    var product = new MutatedProduct(line, modules);
    assertThat(product.loadClass(tests).getDeclaredMethods())
        .as("%s", line)
        .extracting(Method::getName)
        .contains(method);
  }

  private Optional<Throwable> failure(ChangedLine planted, List<String> modules) throws Exception {
    var product = new MutatedProduct(planted, modules);
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(product.loadClass(tests)))
            .build();
    var ends = new Ends(method, new ArrayList<>());
    LauncherFactory.create().execute(request, ends);
    assertThat(ends.seen()).as("runs of %s in %s", method, tests).isNotEmpty();
    return ends.seen().stream().flatMap(it -> it.getThrowable().stream()).findFirst();
  }

  /// How the runs of one method ended.
  private record Ends(String method, List<TestExecutionResult> seen)
      implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() && test.getSource().filter(this::isOfMethod).isPresent()) {
        seen.add(result);
      }
    }

    private boolean isOfMethod(Object source) {
      return source instanceof MethodSource of && of.getMethodName().equals(method);
    }
  }
}
