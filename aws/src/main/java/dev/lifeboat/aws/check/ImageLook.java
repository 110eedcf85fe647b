package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/// Looks for the images of a service's containers where its tasks would start.
///
/// @param service its name in the plan
/// @param awsRegion that would take over
/// @param left the region that would be left
record ImageLook(AwsClients clients, String service, String awsRegion, String left) {

  void look(Look look, String image) throws InterruptedException {
    var parsed = ContainerImage.of(image);
    if (parsed.isEmpty()) {
      look.warn(
          "image %s of %s is not in ECR, so that nobody looked for it".formatted(image, service),
          "tasks do not start where it cannot be pulled",
          "keep a copy in ECR in %s and name that".formatted(awsRegion));
      return;
    }
    var of = parsed.get();
    if (!of.awsRegion().equals(awsRegion)) {
      elsewhere(look, image, of);
      return;
    }
    var id = ImageIdentifier.builder();
    of.tag().ifPresent(id::imageTag);
    of.digest().ifPresent(id::imageDigest);
    var missing =
        look.missing(
            Weight.OBSTACLE,
            "image %s of %s is not there".formatted(image, service),
            "no task of it would start in " + awsRegion,
            "let ECR replicate the repository to %s, or push the image there".formatted(awsRegion));
    var _ =
        look.ask(
            "ECR",
            "whether image %s is there".formatted(image),
            clients.ecr(awsRegion),
            ecr ->
                ecr.describeImages(it ->
                    it.registryId(of.registry())
                        .repositoryName(of.repository())
                        .imageIds(id.build())),
            ImageLook::isMissing,
            missing);
  }

  private static boolean isMissing(Throwable thrown) {
    return thrown instanceof EcrException
        && (thrown instanceof ImageNotFoundException
            || thrown instanceof RepositoryNotFoundException);
  }

  private void elsewhere(Look look, String image, ContainerImage of) {
    if (of.awsRegion().equals(left)) {
      look.obstacle(
          Code.LB7010,
          "image %s of %s is pulled from %s".formatted(image, service, of.awsRegion()),
          "no task of it would start once that region is lost",
          "let ECR replicate the repository to %s, and name the image there".formatted(awsRegion));
    } else {
      look.warn(
          "image %s of %s is pulled from %s".formatted(image, service, of.awsRegion()),
          "a recovery needs a third region then",
          "let ECR replicate the repository to %s, and name the image there".formatted(awsRegion));
    }
  }
}
