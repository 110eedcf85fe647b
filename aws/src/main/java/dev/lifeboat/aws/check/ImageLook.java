package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.provider.Concern.Weight;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/// Looks for the images of a service's containers where its tasks would start.
///
/// @param left the region that would be left
record ImageLook(String left) {

  void look(Look look, String image) throws InterruptedException {
    var parsed = ContainerImage.of(image);
    if (parsed.isEmpty()) {
      look.warn(
          "image %s of %s is not in ECR, so that nobody looked for it"
              .formatted(image, look.resource()),
          "tasks do not start where it cannot be pulled",
          "keep a copy in ECR in %s and name that".formatted(look.region()));
      return;
    }
    var of = parsed.get();
    if (!of.awsRegion().equals(look.region())) {
      look.fromElsewhere(
          of.awsRegion(),
          left,
          "image %s of %s is pulled from %s".formatted(image, look.resource(), of.awsRegion()),
          "let ECR replicate the repository to %s, and name the image there"
              .formatted(look.region()));
      return;
    }
    var id = ImageIdentifier.builder();
    of.tag().ifPresent(id::imageTag);
    of.digest().ifPresent(id::imageDigest);
    var _ =
        look.ask(
            AwsApi.ecr(),
            "whether image %s is there".formatted(image),
            ecr ->
                ecr.describeImages(it ->
                    it.registryId(of.registry())
                        .repositoryName(of.repository())
                        .imageIds(id.build())),
            ImageLook::isMissing,
            look.missing(
                Weight.OBSTACLE,
                "image %s of %s is not there".formatted(image, look.resource()),
                "no task of it would start in " + look.region(),
                "let ECR replicate the repository to %s, or push the image there"
                    .formatted(look.region())));
  }

  private static boolean isMissing(Throwable thrown) {
    return thrown instanceof ImageNotFoundException
        || thrown instanceof RepositoryNotFoundException;
  }
}
