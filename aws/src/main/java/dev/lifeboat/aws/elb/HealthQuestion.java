package dev.lifeboat.aws.elb;

/// What a load balancer asks its targets to find out whether they are healthy.
///
/// @param path empty text if it asks for none
/// @param codes of HTTP that it takes for healthy, such as `200` or `200-299`
public record HealthQuestion(String path, String codes) {}
