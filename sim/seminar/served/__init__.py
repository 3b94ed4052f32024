"""The class server: addresses, the way in, and what stands between the network and a room."""
