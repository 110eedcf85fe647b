"""Simulated: a stack that goes takes its network with it. moto forgets to: tables of routes, gateways
and addresses would keep their VPC."""

from moto.ec2.models import ec2_backends
from moto.ec2.models.elastic_ip_addresses import ElasticAddress
from moto.ec2.models.internet_gateways import InternetGateway
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.subnets import SubnetRouteTableAssociation
from moto.ec2.models.vpn_gateway import VPCGatewayAttachment


def delete_association(association, account, region):
    table = ec2_backends[account][region].route_tables.get(association.route_table_id)
    if table is not None:
        left = {it: to for it, to in table._associations.items() if to != association.subnet_id}
        table._associations = left


def delete_table(table, account, region):
    ec2_backends[account][region].delete_route_table(table.id)


def delete_way_out(gateway, account, region):
    ec2_backends[account][region].delete_nat_gateway(gateway.id)


def delete_address(address, account, region):
    ec2_backends[account][region].release_address(allocation_id=address.allocation_id)


def delete_gateway(gateway, account, region):
    ec2_backends[account][region].delete_internet_gateway(gateway.id)


def delete_attachment(attachment, account, region):
    for gateway in ec2_backends[account][region].internet_gateways.values():
        if gateway.vpc is not None and gateway.vpc.id == attachment.vpc_id:
            gateway.vpc = None


def install():
    SubnetRouteTableAssociation.delete = delete_association
    RouteTable.delete = delete_table
    NatGateway.delete = delete_way_out
    ElasticAddress.delete = delete_address
    InternetGateway.delete = delete_gateway
    VPCGatewayAttachment.delete = delete_attachment
