"""What do the tables of the API hold?"""

from hafawa.privacy.declaring import table

table("api.Answered", secret="body_sha256", operational="id token key new at")
