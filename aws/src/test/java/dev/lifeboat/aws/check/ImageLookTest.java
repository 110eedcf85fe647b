package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/// Whether the image of a task is where the task would start.
final class ImageLookTest {
  private static final String HERE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/web:7";

  private Optional<EcrException> failure = Optional.empty();

  private final AwsAnswers aws = new AwsAnswers().to(DescribeImagesRequest.class, _ -> described());

  private DescribeImagesResponse described() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return DescribeImagesResponse.builder().build();
  }

  private List<String> found(String image) throws Exception {
    var look = new Look(aws.clients(), "web", "us-west-2");
    new ImageLook("us-east-1").look(look, image);
    return FindingTexts.of(look);
  }

  @Test
  void one_that_is_there_is_no_finding() throws Exception {
    assertThat(found(HERE)).isEmpty();
    assertThat(aws.asked(DescribeImagesRequest.class).getFirst().imageIds().getFirst().imageTag())
        .isEqualTo("7");
  }

  @Test
  void one_that_is_not_there_is_an_obstacle() throws Exception {
    for (var gone :
        List.<EcrException>of(
            ImageNotFoundException.builder().message("gone").build(),
            RepositoryNotFoundException.builder().message("gone").build())) {
      failure = Optional.of(gone);
      assertThat(found(HERE))
          .containsExactly("OBSTACLE LB7005 image %s of web is not there".formatted(HERE));
    }
  }

  @Test
  void one_of_the_region_that_is_left_is_an_obstacle_and_one_of_a_third_a_warning()
      throws Exception {
    assertThat(found(HERE.replace("us-west-2", "us-east-1")))
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB7010")
        .endsWith("is pulled from us-east-1");
    assertThat(found(HERE.replace("us-west-2", "eu-west-1")))
        .singleElement()
        .asString()
        .startsWith("WARNING LB2018");
    assertThat(aws.asked(DescribeImagesRequest.class)).isEmpty();
  }

  @Test
  void one_that_is_not_in_ecr_was_not_looked_for() throws Exception {
    assertThat(found("web:7"))
        .singleElement()
        .asString()
        .startsWith("WARNING LB2018 image web:7 of web is not in ECR");
  }
}
