"""What colleagues leave beside a plan: questions, sign-offs, second opinions; and what vendors are asked."""
