"""The teaching pack: pages whose figures are the model's, and slides that open without a network."""
