package dev.lifeboat.provision;

import java.util.List;
import java.util.Optional;

/// Container of a guard on Fargate: `lifeboat-image.tar` of the release, which says its program,
/// its user and its folder itself.
///
/// Nothing asks for its health: what fails it, as DynamoDB out of reach, no new task mends, and
/// while one begins nobody keeps the lease.
///
/// @param image with its digest
/// @param command behind `lifeboat`
record GuardContainer(
    String image,
    String awsRegion,
    List<String> command,
    List<Variable> variables,
    CloudResource.LogGroup log) {
  static final String NAME = "guard";

  /// Of the image, which nothing in it but its folder belongs to.
  static final String USER = "65532:65532";

  /// It may write there alone. The image names it as a volume, so that Fargate keeps its mode.
  static final String STATE = "/state";

  /// A pair that Fargate has, which the price of a guard is of; Java takes a quarter of the memory
  /// for its heap.
  static final String CPU = "256";

  static final String MEGABYTES = "512";

  /// What of its log waits for CloudWatch at most: it never waits for that itself.
  static final String LOG_BUFFER = "1m";

  static final int PORT = 8080;

  GuardContainer {
    command = List.copyOf(command);
    variables = List.copyOf(variables);
  }

  /// @param value where `only`, if there is one, is not [MeasuredBalancer#NONE]
  /// @param otherwise else
  record Variable(String name, String value, Optional<StackParameter> only, String otherwise) {
    static Variable of(String name, String value) {
      return new Variable(name, value, Optional.empty(), value);
    }

    static Variable of(String name, String value, StackParameter only, String otherwise) {
      return new Variable(name, value, Optional.of(only), otherwise);
    }
  }
}
