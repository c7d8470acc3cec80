"""Templates looked at without facts: their syntax trees and their own words, to problems.

Nothing is built or written here; what a template says of real facts shows when a paper is made.
"""
