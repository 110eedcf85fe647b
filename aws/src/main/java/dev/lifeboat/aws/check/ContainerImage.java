package dev.lifeboat.aws.check;

import java.util.Optional;
import java.util.regex.Pattern;

/// An image of a container that is in Amazon ECR, as a task definition names it.
///
/// @param registry the account's number
/// @param awsRegion where it is
/// @param repository its name
/// @param tag empty where a digest is named
/// @param digest such as `sha256:…`
record ContainerImage(
    String registry,
    String awsRegion,
    String repository,
    Optional<String> tag,
    Optional<String> digest) {
  private static final Pattern ECR =
      Pattern.compile(
          "(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)"
              + "(?::([^@]+))?(?:@(sha256:[0-9a-f]{64}))?");

  /// Empty when it is in no private registry of ECR.
  static Optional<ContainerImage> of(String image) {
    var parts = ECR.matcher(image);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var digest = Optional.ofNullable(parts.group(5));
    var tag = Optional.ofNullable(parts.group(4)).or(() -> Optional.of("latest"));
    return Optional.of(
        new ContainerImage(
            parts.group(1),
            parts.group(2),
            parts.group(3),
            digest.isPresent() ? Optional.empty() : tag,
            digest));
  }
}
