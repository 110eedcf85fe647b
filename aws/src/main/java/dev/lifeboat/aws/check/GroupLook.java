package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ImageState;

/// Looks at what an Auto Scaling group would start in the region that would take over: its launch
/// template, and the image that it names. Whether the group itself is there, the preflight of its
/// capacity tells.
record GroupLook(GroupSite there) {
  private static final String DEFAULT = "$Default";

  /// What each instance is started from.
  ///
  /// @param image id of an AMI
  /// @param type empty where the group chooses among several
  record Launch(String image, Optional<String> type) {}

  void look(Look look) throws InterruptedException {
    var launch = launch(look);
    if (launch.isPresent()) {
      image(look, launch.get().image());
    }
  }

  /// Empty where it cannot be told, which is told.
  Optional<Launch> launch(Look look) throws InterruptedException {
    var group = group(look.unheard());
    if (group.isEmpty()) {
      return Optional.empty(); // The preflight says so.
    }
    var configuration = Optional.ofNullable(group.get().launchConfigurationName());
    return configuration.isPresent()
        ? configured(look, configuration.get())
        : templated(look, template(group.get()));
  }

  private Optional<AutoScalingGroup> group(Look look) throws InterruptedException {
    return look.ask(
            AwsApi.autoScaling(),
            "how the group stands",
            it ->
                it.describeAutoScalingGroups(of -> of.autoScalingGroupNames(there.group()))
                    .autoScalingGroups())
        .flatMap(it -> it.stream().findFirst());
  }

  private static Optional<LaunchTemplateSpecification> template(AutoScalingGroup group) {
    return Optional.ofNullable(group.launchTemplate())
        .or(() ->
            Optional.ofNullable(group.mixedInstancesPolicy())
                .map(it -> it.launchTemplate().launchTemplateSpecification()));
  }

  private Optional<Launch> configured(Look look, String name) throws InterruptedException {
    return look.ask(
            AwsApi.autoScaling(),
            "what the group starts",
            it ->
                it.describeLaunchConfigurations(of -> of.launchConfigurationNames(name))
                    .launchConfigurations())
        .flatMap(it -> it.stream().findFirst())
        .map(it -> new Launch(it.imageId(), Optional.of(it.instanceType())));
  }

  private Optional<Launch> templated(Look look, Optional<LaunchTemplateSpecification> template)
      throws InterruptedException {
    if (template.isEmpty()) {
      return Optional.empty();
    }
    var request =
        DescribeLaunchTemplateVersionsRequest.builder()
            .launchTemplateId(template.get().launchTemplateId())
            .versions(Optional.ofNullable(template.get().version()).orElse(DEFAULT))
            .build();
    return look.ask(
            AwsApi.ec2(),
            "what the group starts",
            it -> it.describeLaunchTemplateVersions(request).launchTemplateVersions(),
            GroupLook::isMissingTemplate,
            look.missing(
                Weight.OBSTACLE,
                "%s has no launch template %s for the group %s"
                    .formatted(
                        there.awsRegion(), template.get().launchTemplateName(), there.group()),
                "no instance would start",
                "create it anew and let the group use it"))
        .flatMap(it -> it.stream().findFirst())
        .map(it ->
            new Launch(
                it.launchTemplateData().imageId(),
                Optional.ofNullable(it.launchTemplateData().instanceTypeAsString())));
  }

  private static boolean isMissingTemplate(Throwable thrown) {
    return thrown instanceof Ec2Exception failed
        && failed.awsErrorDetails() != null
        && String.valueOf(failed.awsErrorDetails().errorCode()).startsWith("InvalidLaunchTemplate");
  }

  private void image(Look look, String image) throws InterruptedException {
    if (!image.startsWith("ami-")) {
      look.warn(
          "the group %s in %s starts '%s', which is resolved when it starts"
              .formatted(there.group(), there.awsRegion(), image),
          "whether that names an image then was not looked at",
          "name an AMI, or see that the parameter is there");
      return;
    }
    var byId = Filter.builder().name("image-id").values(image).build();
    var found =
        look.ask(
            AwsApi.ec2(),
            "whether the image %s is there".formatted(image),
            it -> it.describeImages(of -> of.includeDeprecated(true).filters(byId)).images());
    if (found.isEmpty()) {
      return;
    }
    var state = found.get().stream().findFirst().map(it -> it.state());
    if (!state.equals(Optional.of(ImageState.AVAILABLE))) {
      look.obstacle(
          Code.LB7010,
          "the image %s, which the group %s starts, is %s in %s"
              .formatted(
                  image,
                  there.group(),
                  state.map(it -> "'" + it + "'").orElse("not there"),
                  there.awsRegion()),
          "no instance would start",
          "copy it there: aws ec2 copy-image --source-region … --source-image-id … --name … --region %s,"
                  .formatted(there.awsRegion())
              + " and let the group use the copy");
    }
  }
}
