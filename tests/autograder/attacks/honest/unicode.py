# marks: 2 1
# why: names and text in any script

# %% student
größe = '∑ λ 🎓'
print(größe)
def square(λ):
    'λ²'
    return λ * λ
