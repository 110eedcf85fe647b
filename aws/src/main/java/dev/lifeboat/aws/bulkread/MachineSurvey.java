package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;

/// What instances of EC2 are started from, and what lets nobody in, one by one: many groups share
/// an image and a type, and databases a security group.
final class MachineSurvey implements Ec2Client, PageClient {
  private final CachedAnswers<
          DescribeLaunchTemplateVersionsRequest, DescribeLaunchTemplateVersionsResponse>
      templates;
  private final CachedAnswers<DescribeImagesRequest, DescribeImagesResponse> images;
  private final CachedAnswers<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResponse> groups;
  private final CachedAnswers<DescribeInstanceTypesRequest, DescribeInstanceTypesResponse> types;

  MachineSurvey(Ec2Client aws, QuestionBudget budget) {
    this.templates = CachedAnswers.within(budget, aws::describeLaunchTemplateVersions);
    this.images = CachedAnswers.within(budget, aws::describeImages);
    this.groups = CachedAnswers.within(budget, aws::describeSecurityGroups);
    this.types = CachedAnswers.within(budget, aws::describeInstanceTypes);
  }

  @Override
  public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
      DescribeLaunchTemplateVersionsRequest request) {
    return templates.get(request);
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    return images.get(request);
  }

  @Override
  public DescribeSecurityGroupsResponse describeSecurityGroups(
      DescribeSecurityGroupsRequest request) {
    return groups.get(request);
  }

  @Override
  public DescribeInstanceTypesResponse describeInstanceTypes(DescribeInstanceTypesRequest request) {
    return types.get(request);
  }
}
