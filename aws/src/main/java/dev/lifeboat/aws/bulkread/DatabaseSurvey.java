package dev.lifeboat.aws.bulkread;

import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.rds.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyTargetsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyTargetsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsResponse;

/// Instances of RDS, their groups of parameters and of subnets, proxies before them, and how many
/// there may be.
final class DatabaseSurvey implements RdsClient, PageClient {
  private static final int PAGE = 100;

  private final PageIndex<DBInstance> instances;
  private final PageIndex<DBParameterGroup> parameters;
  private final PageIndex<DBSubnetGroup> subnets;
  private final CachedAnswer<DescribeAccountAttributesResponse> attributes;
  private final CachedAnswer<DescribeDbProxiesResponse> proxies;
  private final CachedAnswers<DescribeDbProxyTargetsRequest, DescribeDbProxyTargetsResponse>
      targets;

  DatabaseSurvey(RdsClient rds) {
    this.instances =
        new PageIndex<>(
            () -> rds.describeDBInstancesPaginator(it -> it.maxRecords(PAGE)).dbInstances(),
            DBInstance::dbInstanceIdentifier);
    this.parameters =
        new PageIndex<>(
            () ->
                rds.describeDBParameterGroupsPaginator(it -> it.maxRecords(PAGE))
                    .dbParameterGroups(),
            DBParameterGroup::dbParameterGroupName);
    this.subnets =
        new PageIndex<>(
            () -> rds.describeDBSubnetGroupsPaginator(it -> it.maxRecords(PAGE)).dbSubnetGroups(),
            DBSubnetGroup::dbSubnetGroupName);
    this.attributes = new CachedAnswer<>(rds::describeAccountAttributes);
    // An account has twenty, and a page a hundred.
    this.proxies = new CachedAnswer<>(() -> rds.describeDBProxies(_ -> {}));
    this.targets = new CachedAnswers<>(rds::describeDBProxyTargets);
  }

  @Override
  public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
    var missing = missing(DbInstanceNotFoundException.builder(), "DBInstance");
    var found = instances.required(request.dbInstanceIdentifier(), missing);
    return DescribeDbInstancesResponse.builder().dbInstances(found).build();
  }

  @Override
  public DescribeDbParameterGroupsResponse describeDBParameterGroups(
      DescribeDbParameterGroupsRequest request) {
    var missing = missing(DbParameterGroupNotFoundException.builder(), "DBParameterGroup");
    var found = parameters.required(request.dbParameterGroupName(), missing);
    return DescribeDbParameterGroupsResponse.builder().dbParameterGroups(found).build();
  }

  @Override
  public DescribeDbSubnetGroupsResponse describeDBSubnetGroups(
      DescribeDbSubnetGroupsRequest request) {
    var missing = missing(DbSubnetGroupNotFoundException.builder(), "DBSubnetGroup");
    var found = subnets.required(request.dbSubnetGroupName(), missing);
    return DescribeDbSubnetGroupsResponse.builder().dbSubnetGroups(found).build();
  }

  @Override
  public DescribeAccountAttributesResponse describeAccountAttributes(
      DescribeAccountAttributesRequest request) {
    return attributes.get();
  }

  @Override
  public DescribeDbProxiesResponse describeDBProxies(DescribeDbProxiesRequest request) {
    return proxies.get();
  }

  @Override
  public DescribeDbProxyTargetsResponse describeDBProxyTargets(
      DescribeDbProxyTargetsRequest request) {
    return targets.get(request);
  }

  private static Function<String, SdkException> missing(SdkException.Builder problem, String kind) {
    return name -> problem.message("%s %s not found.".formatted(kind, name)).build();
  }
}
