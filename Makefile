.PHONY: build test it run fmt docs

build: ## jars and their libraries, no tests, no gates
	mvn -q -B -Dquick -DskipTests package

test: ## unit tests only
	mvn -B -Dquick test

it: ## everything: unit and integration tests, every gate
	mvn -B verify

run: ## a whole node on this machine
	./nucleus up

fmt: ## rewrites every Java source in google-java-format, AOSP style
	mvn -q -B -N validate -Dformat.mode=--replace

docs: ## rewrites the generated reference pages
	mvn -q -B -Dquick verify -Dregenerate=true -Dtest='*Reference*,*Schema*' -DskipITs -Dsurefire.failIfNoSpecifiedTests=false
