#!/usr/bin/env ruby
puts "cargo test"
