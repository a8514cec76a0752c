"""What colleagues leave beside a plan: questions, sign-offs, second opinions.

Also what vendors are asked.
"""
