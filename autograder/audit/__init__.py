"""Grade the graders: does every test of a course fail what is wrong and pass what is right?

Blank answers must earn nothing and the source's everything, whatever the seed; each small error put into a solution
(a mutant) must fail its tests; the answers of the banks must be judged as their names say.

    exercises ─▶ mutants, banks ─▶ trials ─▶ worker (a process per notebook, a fork per trial) ─▶ findings ─▶ report
"""
