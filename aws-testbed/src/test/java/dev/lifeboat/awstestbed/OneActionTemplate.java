package dev.lifeboat.awstestbed;

import java.util.Map;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;

/// A template of FIS of one action.
final class OneActionTemplate {
  private OneActionTemplate() {}

  /// Its id.
  static String create(
      TestBed bed, String awsRegion, String action, Map<String, String> parameters) {
    return bed.patient(FisClient.builder(), awsRegion)
        .createExperimentTemplate(it ->
            it.description("something is lost")
                .roleArn("arn:aws:iam::123456789012:role/experiments")
                .stopConditions(
                    CreateExperimentTemplateStopConditionInput.builder().source("none").build())
                .actions(
                    Map.of(
                        "lose",
                        CreateExperimentTemplateActionInput.builder()
                            .actionId(action)
                            .parameters(parameters)
                            .build())))
        .experimentTemplate()
        .id();
  }
}
