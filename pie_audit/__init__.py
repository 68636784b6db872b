"""pie-audit: a quarterly review, reflective writing and wellbeing surveys that stay with the people who write them."""
