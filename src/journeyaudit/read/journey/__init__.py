"""The steps of scripted journeys: filled in, judged, recorded, told in words."""
