"""Print the folder of the samples: `panel-assistant ingest "$(python -m ingest.sample)"`."""

from ingest.sample import sample_folder

if __name__ == "__main__":
    print(sample_folder())
