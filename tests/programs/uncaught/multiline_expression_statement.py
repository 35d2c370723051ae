data = {"values": [1, 2, 3]}
result = (data["values"][0]
          + data["values"][1]
          + data["values"]["2"]
          + data["values"][0])
