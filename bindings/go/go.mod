module quoth

go 1.19
