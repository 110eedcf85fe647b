package dev.lifeboat.aws.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsResponse;

/// Instances of RDS, their groups of parameters and of subnets, and how many there may be.
final class SurveyedDatabases implements RdsClient {
  private static final int PAGE = 100;

  private final RdsClient rds;
  private final CachedAnswer<Map<String, DBInstance>> instances =
      new CachedAnswer<>(this::allInstances);
  private final CachedAnswer<Map<String, DBParameterGroup>> parameters =
      new CachedAnswer<>(this::allParameters);
  private final CachedAnswer<Map<String, DBSubnetGroup>> subnets =
      new CachedAnswer<>(this::allSubnets);
  private final CachedAnswer<DescribeAccountAttributesResponse> attributes;

  SurveyedDatabases(RdsClient rds) {
    this.rds = rds;
    this.attributes = new CachedAnswer<>(rds::describeAccountAttributes);
  }

  @Override
  public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
    var name = request.dbInstanceIdentifier();
    var found =
        Optional.ofNullable(instances.get().get(name))
            .orElseThrow(() ->
                DbInstanceNotFoundException.builder()
                    .message("DBInstance " + name + " not found.")
                    .build());
    return DescribeDbInstancesResponse.builder().dbInstances(found).build();
  }

  private Map<String, DBInstance> allInstances() {
    var all = new HashMap<String, DBInstance>();
    rds.describeDBInstancesPaginator(it -> it.maxRecords(PAGE))
        .dbInstances()
        .forEach(it -> all.put(it.dbInstanceIdentifier(), it));
    return all;
  }

  @Override
  public DescribeDbParameterGroupsResponse describeDBParameterGroups(
      DescribeDbParameterGroupsRequest request) {
    var name = request.dbParameterGroupName();
    var found =
        Optional.ofNullable(parameters.get().get(name))
            .orElseThrow(() ->
                DbParameterGroupNotFoundException.builder()
                    .message("DBParameterGroup " + name + " not found.")
                    .build());
    return DescribeDbParameterGroupsResponse.builder().dbParameterGroups(found).build();
  }

  private Map<String, DBParameterGroup> allParameters() {
    var all = new HashMap<String, DBParameterGroup>();
    rds.describeDBParameterGroupsPaginator(it -> it.maxRecords(PAGE))
        .dbParameterGroups()
        .forEach(it -> all.put(it.dbParameterGroupName(), it));
    return all;
  }

  @Override
  public DescribeDbSubnetGroupsResponse describeDBSubnetGroups(
      DescribeDbSubnetGroupsRequest request) {
    var name = request.dbSubnetGroupName();
    var found =
        Optional.ofNullable(subnets.get().get(name))
            .orElseThrow(() ->
                DbSubnetGroupNotFoundException.builder()
                    .message("DBSubnetGroup " + name + " not found.")
                    .build());
    return DescribeDbSubnetGroupsResponse.builder().dbSubnetGroups(found).build();
  }

  private Map<String, DBSubnetGroup> allSubnets() {
    var all = new HashMap<String, DBSubnetGroup>();
    rds.describeDBSubnetGroupsPaginator(it -> it.maxRecords(PAGE))
        .dbSubnetGroups()
        .forEach(it -> all.put(it.dbSubnetGroupName(), it));
    return all;
  }

  @Override
  public DescribeAccountAttributesResponse describeAccountAttributes(
      DescribeAccountAttributesRequest request) {
    return attributes.get();
  }

  @Override
  public String serviceName() {
    return rds.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
